"""Following what waits for the viewer's decision."""

from collections.abc import AsyncGenerator, Mapping
from uuid import UUID

from persistence.access_tasks import open_tasks
from realtime.access_tasks import TaskEvent, follow_access_tasks
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.following import check_current


def live(context: Context) -> AsyncGenerator[TaskEvent]:
    """Follow the requests for the organisations on whose access the viewer decides."""

    async def read(most: int) -> Mapping[UUID, int]:
        # Asked anew each time: what the viewer decides on may have changed.
        return await open_tasks(context.rows, most=most)

    _check(context)
    return follow_access_tasks(read, bell=context.services.bell, check=lambda: _check(context))


def _check(context: Context) -> None:
    check_current(context)
    if context.actor.administers is None:
        message = "Enkel een lokale beheerder heeft taken. Meld je aan voor de organisatie waarvan je beheerder bent."
        raise ExpectedError(ErrorCode.NOT_FOUND, message)

"""Following requests for access, as a local administrator."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from realtime.access_tasks import TaskEvent
from resolvers import access_tasks
from resolvers.context import Context
from schema.asking_for_access import AboutAccessRequest


@strawberry.type(description="A request is open: it was open already, or has just come or changed.")
class AccessTaskArrived(AboutAccessRequest):
    """There is something to decide."""


@strawberry.type(description="A request that was shown as open no longer is: somebody decided, or it was taken back.")
class AccessTaskDecided(AboutAccessRequest):
    """There is nothing to decide any more."""


AccessTaskEvent = Annotated[
    AccessTaskArrived | AccessTaskDecided,
    strawberry.union("AccessTaskEvent", description="What happens to requests for access."),
]


def _event_of(event: TaskEvent) -> AccessTaskEvent:
    shown = AccessTaskArrived if event.is_open else AccessTaskDecided
    return shown(request_id=event.request_id)


@strawberry.type
class AccessTaskSubscriptions:
    """Following requests for access."""

    @strawberry.subscription(
        description="'Mijn taken', live: the requests that are open for the organisations on whose access the viewer "
        "decides (the oldest 1,000), then each that comes, changes or is decided on. The same event may come again "
        "after reconnecting. Errors: NOT_FOUND, TOKEN_EXPIRED."
    )
    async def access_tasks(self, info: strawberry.Info[Context]) -> AsyncGenerator[AccessTaskEvent, None]:
        """Follow the tasks."""
        async with aclosing(access_tasks.live(info.context)) as events:
            async for event in events:
                yield _event_of(event)

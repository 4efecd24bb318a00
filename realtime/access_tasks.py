"""Following requests for access: those that are open, then each that comes, changes or is decided on."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from realtime.bell import Bell
from realtime.channels import AccessTasks
from realtime.stream import LOOK_AGAIN, LOOK_AGAIN_SOON

MOST_TASKS = 1000
"""Open requests that are followed at once, the oldest first; the others follow as these are decided on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent:
    """A request that is open, in a version that was not shown yet; or one that was shown and is no longer open."""

    request_id: UUID
    is_open: bool


async def follow_access_tasks(
    read: Callable[[int], Awaitable[Mapping[UUID, int]]], *, bell: Bell, check: Callable[[], None]
) -> AsyncGenerator[TaskEvent]:
    """Follow the open requests that `read` gives with their versions, at most as many as it is asked for.

    Nothing can be missed: each look compares all that is open with what was shown. `check` is called before each look
    and raises when the reader may no longer read. Ends when the server stops.
    """
    shown: Mapping[UUID, int] = {}
    with bell.listening(AccessTasks()) as ear:
        while not bell.closed:
            # Listen first: what changes between reading and waiting for the bell rings it.
            ear.clear()
            check()
            tasks = await read(MOST_TASKS)
            for request_id in shown.keys() - tasks.keys():
                yield TaskEvent(request_id=request_id, is_open=False)
            for request_id, version in tasks.items():
                if shown.get(request_id) != version:
                    yield TaskEvent(request_id=request_id, is_open=True)
            shown = tasks
            await ear.wait(LOOK_AGAIN if bell.healthy else LOOK_AGAIN_SOON)

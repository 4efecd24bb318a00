"""What waits for somebody's decision, as those follow it who decide."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Integer, bindparam, select

from persistence import viewers
from persistence.rows import SeenRows
from persistence.tables.access_requests import IS_OPEN, access_request

_TASKS = (
    select(access_request.c.id, access_request.c.version)
    .where(IS_OPEN, viewers.administered(access_request.c.organisation_id))
    .order_by(access_request.c.requested_at, access_request.c.id)
    .limit(bindparam("most", type_=Integer()))
)


async def open_tasks(rows: SeenRows, *, most: int) -> Mapping[UUID, int]:
    """Return the versions of the open requests that wait for the viewer, oldest first, at most so many."""
    found = await rows.rows(_TASKS, {"most": most})
    return {row[0]: row[1] for row in found}

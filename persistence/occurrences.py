"""The occurrences that lists filter and sort on, written out as far as the horizon."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.activities.model import Activity, ActivityStatus
from domain.schedules.model import Occurrence
from persistence.engine import WRITES
from persistence.schedules import REFRESH_AHEAD, expand, schedule_from_json
from persistence.tables.activities import activity as activity_table
from persistence.tables.activities import occurrence

REFRESH_BATCH = 200


async def write_occurrences(
    connection: AsyncConnection, activities: Sequence[tuple[Activity, Sequence[Occurrence]]], *, replace: bool
) -> None:
    """Write the occurrences of activities; with `replace` those that were there go first."""
    if replace:
        ids = [activity.id for activity, _ in activities]
        await connection.execute(delete(occurrence).where(occurrence.c.activity_id.in_(ids)))
    rows = [_row(activity.id, each) for activity, occurrences in activities for each in occurrences]
    if rows:
        await connection.execute(insert(occurrence), rows)


async def refresh_occurrences(engine: AsyncEngine, *, now: datetime) -> int:
    """Move the horizon of weekly schedules along with the time, and return how many were written out again.

    Works in batches, each a transaction of its own, so that nobody waits long for it; it may be cut off anywhere.
    """
    refreshed = 0
    statement = (
        select(activity_table.c.id, activity_table.c.schedule)
        .where(
            activity_table.c.expanded_until < now + REFRESH_AHEAD,
            activity_table.c.status.not_in([ActivityStatus.DELETED, ActivityStatus.EXPIRED]),
        )
        # Locked like by everybody who changes several: a schedule that changes meanwhile is read as it is then, and
        # nobody waits in a circle.
        .order_by(activity_table.c.id)
        .limit(REFRESH_BATCH)
        .with_for_update()
    )
    while True:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            rows = (await connection.execute(statement)).all()
            for activity_id, stored in rows:
                found, until = expand(schedule_from_json(stored), now=now)
                await connection.execute(delete(occurrence).where(occurrence.c.activity_id == activity_id))
                if found:
                    await connection.execute(insert(occurrence), [_row(activity_id, each) for each in found])
                await connection.execute(
                    update(activity_table).where(activity_table.c.id == activity_id).values(expanded_until=until)
                )
            await connection.commit()
        refreshed += len(rows)
        if len(rows) < REFRESH_BATCH:
            return refreshed


def _row(activity_id: object, each: Occurrence) -> dict[str, Any]:
    return {"activity_id": activity_id, "starts_at": each.start, "ends_at": each.end, "status": each.status}

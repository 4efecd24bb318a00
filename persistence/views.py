"""Views: counted once for each digest and day within a unit of work, and forgotten when the day is over."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.activities.model import ActivityStatus
from domain.territories.model import Nis
from domain.views.model import ViewedActivity
from persistence.engine import WRITES
from persistence.tables.activities import activity
from persistence.tables.views import activity_view, view_salt
from persistence.upsert import insert_into

FORGET_BATCH = 2000
"""Digests deleted in one transaction, so that nobody waits long for it."""


class StoredViews:
    """The views of a unit of work. Nothing is locked before there is something to count: most visits are repeated."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def viewed(self, activity_id: UUID) -> ViewedActivity | None:
        """Return what decides whether opening an activity counts."""
        columns = select(activity.c.status, activity.c.municipality, activity.c.organisation_id)
        row = (await self._connection.execute(columns.where(activity.c.id == activity_id))).one_or_none()
        if row is None:
            return None
        status, territory, organisation_id = row
        return ViewedActivity(
            status=ActivityStatus(status),
            territory=Nis(territory) if territory else None,
            organisation_id=organisation_id,
        )

    async def salt(self, day: date, *, fresh: str) -> str:
        """Return the salt of a day, which is `fresh` if there was none; the salts of earlier days are gone then."""
        statement = select(view_salt.c.salt).where(view_salt.c.day == day)
        found = (await self._connection.execute(statement)).scalar_one_or_none()
        if found is not None:
            return str(found)
        await self._connection.execute(delete(view_salt).where(view_salt.c.day < day))
        # Of two first visitors at once, one waits here for the salt of the other.
        await self._connection.execute(
            insert_into(self._connection, view_salt).values(day=day, salt=fresh).on_conflict_do_nothing()
        )
        return str((await self._connection.execute(statement)).scalar_one())

    async def count(self, activity_id: UUID, digest: str, *, day: date) -> bool:
        """Count a view, unless the same digest was counted on this day; return whether it was.

        The insert waits for another transaction with the same digest, so of two at once one counts. Counted is in
        place, without a new version: nobody's decision depends on it.
        """
        counted = await self._connection.execute(
            insert_into(self._connection, activity_view)
            .values(day=day, activity_id=activity_id, digest=digest)
            .on_conflict_do_nothing()
        )
        if counted.rowcount == 0:
            return False
        await self._connection.execute(
            update(activity).where(activity.c.id == activity_id).values(views=activity.c.views + 1)
        )
        return True


async def forget_views(engine: AsyncEngine, *, today: date) -> int:
    """Delete the salts of past days, then their digests in batches; return how many digests there were."""
    past = select(*activity_view.primary_key).where(activity_view.c.day < today).limit(FORGET_BATCH)
    digests = delete(activity_view).where(tuple_(*activity_view.primary_key).in_(past))
    forgotten = 0
    while True:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            await connection.execute(delete(view_salt).where(view_salt.c.day < today))
            count = (await connection.execute(digests)).rowcount
            await connection.commit()
        forgotten += count
        if count < FORGET_BATCH:
            return forgotten

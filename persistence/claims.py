"""Who looks at which activity: changed within a unit of work, read together for a territory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Activity, ActivityStatus
from domain.claims.model import Claim, LiveClaim
from domain.territories.model import Nis
from persistence.activity_rows import author_of, author_to_json
from persistence.rows import Rows
from persistence.tables.activities import activity
from persistence.tables.claims import activity_claim
from persistence.tables.columns import UtcDateTime
from persistence.upsert import insert_into

CLEANED_AT_ONCE = 20
"""Claims that have ended which each new one removes."""


class StoredClaims:
    """The claims of a unit of work; `changed` says on which territories."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.changed: set[Nis] = set()

    async def get(self, activity_id: UUID) -> Claim | None:
        """Return the claim on an activity, also one that has ended."""
        statement = select(activity_claim.c.person_id, activity_claim.c.by, activity_claim.c.until).where(
            activity_claim.c.activity_id == activity_id
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else Claim(person_id=row.person_id, by=author_of(row.by), until=row.until)

    async def hold(self, on: Activity, claim: Claim, *, at: datetime) -> None:
        """Let a claim stand on an activity in the place of any other, and clean up some that have ended."""
        values = {"person_id": claim.person_id, "by": author_to_json(claim.by), "until": claim.until}
        await self._connection.execute(
            insert_into(self._connection, activity_claim)
            .values(activity_id=on.id, **values)
            .on_conflict_do_update(index_elements=["activity_id"], set_=values)
        )
        ended = (
            select(activity_claim.c.activity_id)
            .where(activity_claim.c.until <= at)
            .order_by(activity_claim.c.until)
            .limit(CLEANED_AT_ONCE)
            # Last, and waiting for nobody: who waited here for another could be waited for in turn.
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(delete(activity_claim).where(activity_claim.c.activity_id.in_(ended)))
        self._changed_on([on])

    async def release(self, activities: Sequence[Activity]) -> None:
        """Let go of every claim on activities."""
        released = await self._connection.execute(
            delete(activity_claim)
            .where(activity_claim.c.activity_id.in_([each.id for each in activities]))
            .returning(activity_claim.c.activity_id)
        )
        gone = set(released.scalars())
        self._changed_on([each for each in activities if each.id in gone])

    def _changed_on(self, activities: Sequence[Activity]) -> None:
        self.changed |= {each.territory for each in activities if each.territory is not None}


_LIVE = (
    select(activity_claim.c.activity_id, activity_claim.c.person_id, activity_claim.c.by, activity_claim.c.until)
    .join(activity, activity.c.id == activity_claim.c.activity_id)
    .where(
        activity.c.municipality == bindparam("on_territory"),
        activity.c.status != ActivityStatus.DELETED,
        activity_claim.c.until > bindparam("now", type_=UtcDateTime()),
    )
    .order_by(activity_claim.c.until.desc(), activity_claim.c.activity_id)
    .limit(bindparam("most", type_=Integer()))
)


class ClaimReader:
    """Reading the claims that stand. Callers pass only territories that their reader moderates."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def live(self, territory: Nis, *, at: datetime, most: int) -> Sequence[LiveClaim]:
        """Return the claims that stand on a territory at a moment, at most so many."""
        found = await self._rows.found(_LIVE, {"on_territory": territory, "now": at, "most": most})
        return [
            LiveClaim(activity_id=activity_id, claim=Claim(person_id=person_id, by=author_of(by), until=until))
            for activity_id, person_id, by, until in found
        ]

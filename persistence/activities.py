"""Activities for those who decide on them: read and locked, saved within a unit of work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Activity, ActivityStatus, SourceSystem
from domain.ports import KnownImport
from domain.territories.model import Nis
from persistence.activity_rows import activity_of, columns_of, content_columns, state_columns
from persistence.occurrences import write_occurrences
from persistence.schedules import expand
from persistence.tables.activities import activity as activity_table
from persistence.terms import NO_TERMS, terms_of, write_terms

# A draft that was withdrawn before anybody was told waits until it is offered again.
_WAITING = and_(activity_table.c.announced.is_(False), activity_table.c.status != ActivityStatus.DELETED)


class StoredActivities:
    """The activities of a unit of work."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def get(self, activity_id: UUID) -> Activity | None:
        """Return an activity and keep others from changing it until this unit of work ends."""
        return (await self.get_all([activity_id])).get(activity_id)

    async def get_all(self, activity_ids: Collection[UUID]) -> Mapping[UUID, Activity]:
        """Return those of these activities that there are, and keep others from changing them until the end.

        Rows are locked in the order in which they come, so two transactions that overlap wait one for the other.
        """
        statement = (
            select(activity_table)
            .where(activity_table.c.id.in_(activity_ids))
            .order_by(activity_table.c.id)
            .with_for_update()
        )
        rows = (await self._connection.execute(statement)).mappings().all()
        terms = await terms_of(self._connection, [row["id"] for row in rows])
        return {row["id"]: activity_of(dict(row), terms.get(row["id"], NO_TERMS)) for row in rows}

    async def save_all(self, activities: Sequence[Activity]) -> None:
        """Write the state of activities that were read in this unit of work."""
        await self._connection.execute(
            update(activity_table).where(activity_table.c.id == bindparam("saved")),
            [{"saved": activity.id, **state_columns(activity)} for activity in activities],
        )

    async def add(self, activity: Activity) -> None:
        """Add a new activity that was entered here."""
        found, until = expand(activity.content.schedule, now=self._now)
        columns = {**columns_of(activity, digest=None, expanded_until=until), "announced": True}
        await self._connection.execute(insert(activity_table).values(**columns))
        await write_terms(self._connection, [activity], replace=False)
        await write_occurrences(self._connection, [(activity, found)], replace=False)

    async def rewrite(self, activity: Activity) -> None:
        """Write everything about an activity that was read in this unit of work; its source is left as it is."""
        found, until = expand(activity.content.schedule, now=self._now)
        columns = {
            **state_columns(activity),
            **content_columns(activity.content, expanded_until=until),
            "kept_fields": sorted(activity.kept_fields),
        }
        await self._connection.execute(
            update(activity_table).where(activity_table.c.id == activity.id).values(**columns)
        )
        await write_terms(self._connection, [activity], replace=True)
        await write_occurrences(self._connection, [(activity, found)], replace=True)


class StoredImports:
    """The activities that follow a source."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def known(self, system: SourceSystem, external_ids: Collection[str]) -> Mapping[str, KnownImport]:
        """Return those taken over before, by the id they have at their source."""
        statement = (
            select(activity_table)
            .where(activity_table.c.source_system == system, activity_table.c.source_external_id.in_(external_ids))
            .order_by(activity_table.c.id)
            .with_for_update()
        )
        rows = (await self._connection.execute(statement)).mappings().all()
        terms = await terms_of(self._connection, [row["id"] for row in rows])
        return {
            row["source_external_id"]: KnownImport(
                activity=activity_of(dict(row), terms.get(row["id"], NO_TERMS)), digest=row["source_digest"]
            )
            for row in rows
        }

    async def add(self, activities: Sequence[tuple[Activity, str]]) -> None:
        """Add new ones with their digests; their moderators have yet to be told."""
        if not activities:
            return
        expanded = [expand(activity.content.schedule, now=self._now) for activity, _ in activities]
        rows = [
            {**columns_of(activity, digest=digest, expanded_until=until), "announced": False}
            for (activity, digest), (_, until) in zip(activities, expanded, strict=True)
        ]
        await self._connection.execute(insert(activity_table), rows)
        await write_terms(self._connection, [activity for activity, _ in activities], replace=False)
        pairs = [(activity, found) for (activity, _), (found, _) in zip(activities, expanded, strict=True)]
        await write_occurrences(self._connection, pairs, replace=False)

    async def update(self, activity: Activity, digest: str) -> None:
        """Write what the source says now."""
        found, until = expand(activity.content.schedule, now=self._now)
        columns = columns_of(activity, digest=digest, expanded_until=until)
        # Counted apart, by visitors who come while an import runs.
        del columns["views"]
        await self._connection.execute(
            update(activity_table).where(activity_table.c.id == activity.id).values(**columns)
        )
        await write_terms(self._connection, [activity], replace=True)
        await write_occurrences(self._connection, [(activity, found)], replace=True)

    async def unannounced(self) -> Mapping[Nis, int]:
        """Count the new ones that the moderators of each territory have yet to be told of."""
        statement = (
            select(activity_table.c.municipality, func.count())
            .where(_WAITING, activity_table.c.municipality.is_not(None))
            .group_by(activity_table.c.municipality)
        )
        return {Nis(nis): count for nis, count in (await self._connection.execute(statement)).all()}

    async def mark_announced(self, territory: Nis) -> int:
        """Mark those of a territory as told, and return how many there were."""
        # Locked in the order of everybody who locks several, or two would wait for each other.
        waiting = (
            select(activity_table.c.id)
            .where(_WAITING, activity_table.c.municipality == territory)
            .order_by(activity_table.c.id)
            .with_for_update()
        )
        result = await self._connection.execute(
            update(activity_table).where(activity_table.c.id.in_(waiting)).values(announced=True)
        )
        return result.rowcount

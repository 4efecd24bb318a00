"""The log of Meldingen: appended within a unit of work, read by place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.meldingen.model import LogPosition, Melding, MeldingKind, NewMelding
from domain.territories.model import Nis
from persistence.tables.meldingen import melding, melding_log, melding_mark
from persistence.upsert import insert_into


class StoredMeldingen:
    """The log as a unit of work appends to it; `appended` says how far each territory's log reaches now."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.appended: dict[Nis, int] = {}

    async def add(self, new: NewMelding) -> int:
        """Append a Melding and return its sequence number."""
        await self.add_all([new])
        return self.appended[new.territory]

    async def add_all(self, meldingen: Sequence[NewMelding]) -> None:
        """Append several, in order within each territory.

        The head of the territory's log is counted up in place, once for all of them: its row stays locked until this
        transaction ends, so numbers are given out in commit order and without holes. A sequence of the database would
        give 7 to a transaction that commits after the one with 8, and a reader who is past 8 would never see 7. Logs
        are locked in the order of their territories, so that nobody waits in a circle.
        """
        by_territory: defaultdict[Nis, list[NewMelding]] = defaultdict(list)
        for new in meldingen:
            by_territory[new.territory].append(new)
        rows: list[dict[str, Any]] = []
        for territory in sorted(by_territory):
            added = by_territory[territory]
            last = self.appended[territory] = await self._counted_up(territory, len(added))
            rows += [asdict(new) | {"sequence": last - len(added) + place} for place, new in enumerate(added, 1)]
        if rows:
            await self._connection.execute(insert(melding), rows)

    async def _counted_up(self, territory: Nis, by: int) -> int:
        counted = (
            update(melding_log)
            .where(melding_log.c.territory == territory)
            .values(last_sequence=melding_log.c.last_sequence + by)
            .returning(melding_log.c.last_sequence)
        )
        return int((await self._connection.execute(counted)).scalar_one())

    async def head(self, territory: Nis) -> LogPosition:
        """Return the last place in the log of a territory."""
        return await _head(self._connection, territory)

    async def mark_read(self, person_id: str, up_to: LogPosition, *, at: datetime) -> None:
        """Move a reader's mark forward."""
        statement = insert_into(self._connection, melding_mark).values(
            person_id=person_id, territory=up_to.territory, sequence=up_to.sequence, at=at
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["person_id", "territory"],
                set_={"sequence": statement.excluded.sequence, "at": statement.excluded.at},
                where=melding_mark.c.sequence < statement.excluded.sequence,
            )
        )


class MeldingReader:
    """Reading the log: pages for a list, batches for a stream, counts for a badge.

    Callers pass only territories that their reader moderates.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def head(self, territory: Nis) -> LogPosition:
        """Return the last place in the log of a territory."""
        async with self._engine.connect() as connection:
            return await _head(connection, territory)

    async def after(
        self, position: LogPosition, *, reader: str | None, kinds: frozenset[MeldingKind], limit: int
    ) -> tuple[list[Melding], LogPosition]:
        """Return at most `limit` Meldingen after a place, oldest first, and the place up to which that is all."""
        async with self._engine.connect() as connection:
            # The head first: rows that are committed between the two reads are left for the next batch.
            head = await _head(connection, position.territory)
            statement = (
                _select(reader)
                .where(melding.c.territory == position.territory)
                .where(melding.c.sequence > position.sequence, melding.c.sequence <= head.sequence, *_of_kinds(kinds))
                .order_by(melding.c.sequence)
                .limit(limit)
            )
            found = [_melding(row) for row in (await connection.execute(statement)).mappings().all()]
        return found, found[-1].position if len(found) == limit else head


async def _head(connection: AsyncConnection, territory: Nis) -> LogPosition:
    statement = select(melding_log.c.epoch, melding_log.c.last_sequence).where(melding_log.c.territory == territory)
    epoch, sequence = (await connection.execute(statement)).one()
    return LogPosition(territory=territory, epoch=epoch, sequence=sequence)


def _select(reader: str | None) -> Select[Any]:
    mark = and_(melding_mark.c.territory == melding.c.territory, melding_mark.c.person_id == reader)
    return (
        select(
            melding,
            melding_log.c.epoch,
            (melding.c.sequence <= func.coalesce(melding_mark.c.sequence, 0)).label("read"),
        )
        .join(melding_log, melding_log.c.territory == melding.c.territory)
        .outerjoin(melding_mark, mark)
    )


def _of_kinds(kinds: frozenset[MeldingKind]) -> list[ColumnElement[bool]]:
    return [melding.c.kind.in_(sorted(kinds))] if kinds else []


def _melding(found: RowMapping) -> Melding:
    return Melding(
        id=found["id"],
        territory=Nis(found["territory"]),
        sequence=found["sequence"],
        epoch=found["epoch"],
        kind=MeldingKind(found["kind"]),
        at=found["at"],
        count=found["count"],
        read=bool(found["read"]),
        activity_id=found["activity_id"],
        organisation_id=found["organisation_id"],
    )

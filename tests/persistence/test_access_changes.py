"""Whose rights changed is read by every process, also when commits come out of order."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.territories.model import Nis
from persistence import access_changes
from persistence.access_changes import KEPT, AccessChangeReader
from persistence.rows import Rows
from persistence.tables.access_changes import access_change
from persistence.unit_of_work import units_of_work
from tests.support.clock import Clock


class Nobody:
    """Hears nothing."""

    async def announce(self, territory: Nis, sequence: int) -> None: ...

    async def announce_claims(self, territory: Nis) -> None: ...

    async def announce_access_tasks(self) -> None: ...


async def change(engine: AsyncEngine, clock: Clock, *subjects: str, commit: bool = True) -> None:
    async with units_of_work(engine, Nobody(), now=clock.now)() as work:
        for subject in subjects:
            await work.access_changes.add(subject)
        if commit:
            await work.commit()


async def test_what_was_committed_since_a_moment_is_read_in_order(
    engine: AsyncEngine, rows: Rows, clock: Clock
) -> None:
    reader = AccessChangeReader(rows)
    await change(engine, clock, "early")
    before = clock.now()
    clock.advance(seconds=1)
    await change(engine, clock, "never", commit=False)
    await change(engine, clock, "a", "b", "a")
    assert list((await reader.since(before)).values()) == ["a", "b", "a"]
    assert await reader.since(clock.now()) == {}


async def test_more_than_a_page_is_read_to_its_end(engine: AsyncEngine, rows: Rows, clock: Clock) -> None:
    subjects = [f"s{number}" for number in range(access_changes.PAGE + 1)]
    await change(engine, clock, *subjects)
    found = await AccessChangeReader(rows).since(clock.now() - timedelta(seconds=1))
    assert list(found.values()) == subjects


async def test_changes_of_the_past_are_cleaned_up_by_later_ones(engine: AsyncEngine, clock: Clock) -> None:
    await change(engine, clock, "a", "b")
    clock.advance(seconds=KEPT.total_seconds())
    await change(engine, clock, "c")
    async with engine.connect() as connection:
        kept = (await connection.execute(select(func.count()).select_from(access_change))).scalar_one()
    assert kept == 1

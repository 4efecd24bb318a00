"""Writing occurrences out again while others change the schedules that they come from."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.ports import OpenUnitOfWork
from persistence.engine import open_engine
from persistence.occurrences import refresh_occurrences
from persistence.tables.activities import occurrence
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, activity, content, store

LATER = START + timedelta(days=60)
WEEKLY = content(schedule=EVERY_TUESDAY)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncGenerator[AsyncEngine]:
    opened = open_engine(postgres_url, pool_size=5)
    yield opened
    await opened.dispose()


@pytest.fixture
def open_unit_of_work(postgres: AsyncEngine) -> OpenUnitOfWork:
    return units_of_work(postgres, Bell("memory://"), now=lambda: LATER)


BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def waiting(postgres: AsyncEngine) -> None:
    """Return once somebody waits for a lock."""
    async with asyncio.timeout(10), postgres.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        while not (await connection.exec_driver_sql(BLOCKED)).scalar_one():  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)


async def test_what_changes_meanwhile_is_written_out_as_it_is_then(
    postgres: AsyncEngine, open_unit_of_work: OpenUnitOfWork
) -> None:
    before = activity(content_=WEEKLY)
    await store(postgres, [before])
    async with open_unit_of_work() as work:
        found = await work.activities.get(before.id)
        assert found is not None
        refreshing = asyncio.create_task(refresh_occurrences(postgres, now=LATER))
        await waiting(postgres)
        none = replace(found.content, schedule=replace(EVERY_TUESDAY, weekly=()))
        await work.activities.rewrite(replace(found, content=none, version=2))
        await work.commit()
    await refreshing
    async with postgres.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(occurrence))).scalar_one() == 0


async def test_nobody_waits_in_a_circle(postgres: AsyncEngine, open_unit_of_work: OpenUnitOfWork) -> None:
    made = sorted((activity(content_=WEEKLY) for _ in range(2)), key=lambda each: each.id)
    await store(postgres, [made[1]])
    await store(postgres, [made[0]])
    async with open_unit_of_work() as work:
        await work.activities.get(made[0].id)
        refreshing = asyncio.create_task(refresh_occurrences(postgres, now=LATER))
        await waiting(postgres)
        await work.activities.get(made[1].id)
        await work.commit()
    assert await refreshing == 2
    async with postgres.connect() as connection:
        written = select(func.count(distinct(occurrence.c.activity_id))).where(occurrence.c.starts_at > LATER)
        assert (await connection.execute(written)).scalar_one() == 2

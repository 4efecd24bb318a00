"""The migrations give the tables that the code expects, forwards, backwards, and from two servers at once."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from persistence.engine import WRITES, open_engine
from persistence.migrate import _config, migrate, pending
from persistence.tables import metadata
from persistence.tables.search import activity_word, organisation_word, search_word
from tests.support.databases import Templates
from tests.support.factories import activity, content, store

TABLES = (activity_word, organisation_word, search_word)


@pytest.fixture
async def empty(templates: Templates, database_kind: str) -> AsyncGenerator[AsyncEngine]:
    """Give a database without a table."""
    address = await asyncio.to_thread(templates.empty, database_kind)
    engine = open_engine(address, pool_size=4)
    yield engine
    await engine.dispose()
    await asyncio.to_thread(templates.drop, address)


async def test_a_migrated_database_has_the_tables_of_the_code(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_creates_everything_and_says_when_it_is_needed(empty: AsyncEngine) -> None:
    assert await pending(empty)
    await migrate(empty)
    assert not await pending(empty)
    await migrate(empty)
    assert not await pending(empty)


async def test_going_back_leaves_nothing_and_forward_again_works(empty: AsyncEngine) -> None:
    await migrate(empty)
    async with empty.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), "base"))
        await connection.commit()
        assert set(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) == {"alembic_version"}
    await migrate(empty)
    assert not await pending(empty)


async def test_servers_that_migrate_at_once_do_no_harm(templates: Templates, database_kind: str) -> None:
    address = await asyncio.to_thread(templates.empty, database_kind)
    command_line = [sys.executable, "-m", "ikdoemee", "migrate"]
    environment = os.environ | {"IKDOEMEE_DATABASE_URL": address}
    started = [await asyncio.create_subprocess_exec(*command_line, env=environment) for _ in range(3)]
    async with asyncio.timeout(60):
        assert [await each.wait() for each in started] == [0, 0, 0]
    engine = open_engine(address, pool_size=1)
    assert not await pending(engine)
    await engine.dispose()
    await asyncio.to_thread(templates.drop, address)


async def test_what_was_there_before_the_words_is_found_by_them(engine: AsyncEngine) -> None:
    await store(engine, [activity(content_=content(title='Co-housing O\'Brien & "zoon" \\ één'))])

    async def words(connection: AsyncConnection) -> list[list[str]]:
        found = [await connection.scalars(select(each.c.word).distinct().order_by(each.c.word)) for each in TABLES]
        return [list(each) for each in found]

    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        before = await words(connection)
        await connection.run_sync(lambda sync: command.downgrade(_config(sync), "0008-1"))
        await connection.run_sync(lambda sync: command.upgrade(_config(sync), "head"))
        assert await words(connection) == before
        assert {"co-housing", "co", "housing", "o'brien", "o", "brien", '"zoon"', "zoon", "\\", "&", "een"} <= set(
            before[0]
        )
        assert len(before[1]) > 300
        await connection.rollback()

"""Reading past the engine: the same values, no writing, and nobody kept waiting for good."""

import asyncio
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    Table,
    Uuid,
    bindparam,
    event,
    func,
    insert,
    literal,
    make_url,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.viewpoints import Viewpoint
from persistence import pooled_rows
from persistence.engine import WRITES
from persistence.organisations import OrganisationReader
from persistence.pooled_rows import MOST_CONNECTIONS
from persistence.prepared import Prepared
from persistence.rows import Rows
from persistence.tables import metadata
from persistence.tables.activities import activity_term
from persistence.tables.columns import UtcDateTime
from persistence.tables.organisations import organisation
from persistence.tables.territories import municipality
from persistence.tables.vocabularies import vocabulary_term
from persistence.viewers import TERRITORIES
from plans.among import among
from tests.support.api import GENT_OVO
from tests.support.clock import Clock

SOON = 20.0
"""Seconds in which anything must happen."""

IN_BRUSSELS = timezone(timedelta(hours=2))

on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])
on_postgresql = pytest.mark.parametrize("database_kind", ["postgresql"])


def made_up(column: Column[Any], number: int) -> object:
    """Return a value for a column, another for each number."""
    kinds: list[tuple[Any, Callable[[], object]]] = [
        (Uuid, uuid.uuid4),
        (UtcDateTime, lambda: datetime(2026, 7, 1 + number, 1, 30, 15, 123456, tzinfo=IN_BRUSSELS)),
        (Date, lambda: date(2028, 2, 28 + number)),
        (Boolean, lambda: number == 0),
        (Float, lambda: 51.05000000000001 + number),
        (Integer, lambda: 2_000_000_000 + number),
        (JSON, lambda: {"z": [1, 2.5, None, True, "é ☕ '\""], "a": {}, "number": number}),
    ]
    for kind, make in kinds:
        if isinstance(column.type, kind):
            return make()
    return f"{'é' * 60}"[: (column.type.length or 60) - 1] + str(number)  # type: ignore[attr-defined]


def full_and_bare(table: Table, made: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return a row with a value in every column, and one with NULL wherever that may be."""

    def value(column: Column[Any], number: int) -> object:
        if number == 1 and column.nullable:
            return None
        for key in column.foreign_keys:
            return made[key.column.table.name][number][key.column.name]
        return made_up(column, number)

    return [{column.name: value(column, number) for column in table.columns} for number in range(2)]


async def fill(engine: AsyncEngine) -> dict[str, list[dict[str, Any]]]:
    """Add two rows to every table, and return them."""
    made: dict[str, list[dict[str, Any]]] = {}
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for table in metadata.sorted_tables:
            made[table.name] = full_and_bare(table, made)
            for row in made[table.name]:
                await connection.execute(insert(table).values(row))
        await connection.commit()
    return made


def shown(found: Sequence[Sequence[Any]]) -> list[list[str]]:
    """Return rows with the kind of each value and all that it shows: of an instant its zone as well."""
    return [[f"{type(value).__name__} {value!r}" for value in row] for row in found]


async def through_the_engine(engine: AsyncEngine, statement: Select[Any]) -> Sequence[Sequence[Any]]:
    async with engine.connect() as connection:
        found: Sequence[Sequence[Any]] = (await connection.execute(statement)).all()
        return found


async def test_every_column_of_every_table_gives_what_the_engine_gives(engine: AsyncEngine, rows: Rows) -> None:
    made = await fill(engine)
    for table in metadata.sorted_tables:
        statement = select(table).order_by(*table.primary_key)
        found = await rows.found(statement, {})
        assert shown(found) == shown(await through_the_engine(engine, statement)), table.name
        named = [dict(zip(table.columns.keys(), row, strict=True)) for row in found]
        assert [row for row in made[table.name] if row not in named] == [], table.name


async def test_instants_are_aware_and_in_utc(engine: AsyncEngine, rows: Rows) -> None:
    await fill(engine)
    instants = [
        value
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, UtcDateTime)
        for (value,) in await rows.found(select(column).where(column.is_not(None)), {})
    ]
    assert {value.tzinfo for value in instants} == {UTC}
    assert datetime(2026, 6, 30, 23, 30, 15, 123456, tzinfo=UTC) in instants


async def test_every_kind_of_value_can_be_asked_for(engine: AsyncEngine, rows: Rows) -> None:
    made = await fill(engine)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                continue
            wanted = made[table.name][0][column.name]
            statement = select(column).where(column == bindparam("wanted", type_=column.type)).limit(1)
            assert [row[0] for row in await rows.found(statement, {"wanted": wanted})] == [wanted], column


async def test_a_value_that_the_statement_holds_itself_goes_along(rows: Rows) -> None:
    statement = select(municipality.c.name).where(municipality.c.nis == "44021", literal(1) == bindparam("one"))
    assert [tuple(row) for row in await rows.found(statement, {"one": 1})] == [("Gent",)]
    assert await rows.found(statement, {"one": 2}) == []


async def test_rows_for_a_viewer_bring_the_viewer_s_values(rows: Rows) -> None:
    gent = await OrganisationReader(rows).by_code(GENT_OVO)
    moderator = Actor(person=Person(id="an", name="An"), organisation=gent, rights=frozenset({MODERATOR_RIGHT}))
    theirs = select(municipality.c.name).where(among(municipality.c.nis, TERRITORIES))
    seen = {}
    for actor in (moderator, ANONYMOUS):
        viewpoint = Viewpoint(actor, Clock().now)
        async with rows.seen_from(viewpoint).on_one_connection() as source:
            assert source.viewpoint is viewpoint
            found = [await source.rows(theirs), await source.rows(theirs, {TERRITORIES: ["71072"]})]
            found.append(await rows.seen_from(viewpoint).rows(theirs, {"other": 1}))
        seen[actor] = [[name for (name,) in each] for each in found]
    assert seen == {moderator: [["Gent"], ["Hasselt"], ["Gent"]], ANONYMOUS: [[], ["Hasselt"], []]}


DELETE = "DELETE FROM reporter"
DELETE_AND_TELL = "DELETE FROM reporter RETURNING email"
REFUSED = (sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError)


@pytest.mark.parametrize("sql", [DELETE, DELETE_AND_TELL])
async def test_nothing_can_be_written_on_a_connection_that_reads(engine: AsyncEngine, rows: Rows, sql: str) -> None:
    await fill(engine)
    statement = select(metadata.tables["reporter"])
    async with rows.connection() as reading:
        with suppress(*REFUSED):
            await reading.fetch(sql)
    assert len(await rows.found(statement, {})) == len(await through_the_engine(engine, statement)) == 2


@pytest.mark.parametrize("sql", [DELETE, DELETE_AND_TELL])
async def test_a_connection_that_reads_refuses_to_write(engine: AsyncEngine, rows: Rows, sql: str) -> None:
    await fill(engine)
    async with rows.connection() as reading:
        with pytest.raises(REFUSED, match=r"readonly database|read-only transaction"):
            await reading.fetch(sql)


def numbers() -> Select[Any]:
    """Return a statement that counts to `most`, which takes as long as one likes."""
    counted = select(literal(1).label("number")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.number + 1).where(counted.c.number < bindparam("most")))
    wanted: list[ColumnElement[Any]] = [func.count(), func.max(counted.c.number)]
    return select(*wanted).select_from(counted)


LONG = 2_000_000
"""A count that takes many times the patience of an embedded database."""


async def steps_during(task: asyncio.Task[Any]) -> int:
    """Return how often somebody else had a turn before a task was done."""
    steps = 0
    async with asyncio.timeout(SOON):
        while not task.done():
            steps += 1
            await asyncio.sleep(0)
    return steps


@on_sqlite
async def test_a_slow_statement_begins_again_in_a_thread_and_keeps_nobody_waiting(
    engine: AsyncEngine, rows: Rows
) -> None:
    in_threads: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        in_threads.append(sql)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    slow = asyncio.create_task(rows.found(numbers(), {"most": LONG}))
    steps = await steps_during(slow)
    # On the spot there is one turn before it begins and none until it is done.
    assert steps > 100
    assert [tuple(row) for row in slow.result()] == [(LONG, LONG)]
    assert [sql for sql in in_threads if "RECURSIVE" in sql] == [Prepared(numbers(), engine.dialect).sql]
    # The connection that was interrupted serves the next one.
    assert [tuple(row) for row in await rows.found(numbers(), {"most": 3})] == [(3, 3)]


@on_sqlite
async def test_others_read_while_a_slow_statement_runs(rows: Rows) -> None:
    slow = asyncio.create_task(rows.found(numbers(), {"most": LONG}))
    order: list[str] = []
    slow.add_done_callback(lambda _: order.append("slow"))
    async with asyncio.timeout(SOON):
        for _ in range(3):
            assert [tuple(row) for row in await rows.found(numbers(), {"most": 3})] == [(3, 3)]
            order.append("quick")
            await asyncio.sleep(0)
        await slow
    await asyncio.sleep(0)
    assert order == ["quick", "quick", "quick", "slow"]


@on_sqlite
async def test_a_statement_that_is_wrong_says_so(rows: Rows) -> None:
    async with rows.connection() as reading:
        with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
            await reading.fetch("SELECT 1 FROM nowhere")


AMONG: list[tuple[str, ColumnElement[Any], Callable[[Sequence[Any]], list[Any]]]] = [
    ("none of text", municipality.c.nis, lambda _: []),
    ("one text", municipality.c.nis, lambda all_: [all_[3]]),
    ("many texts", municipality.c.nis, lambda all_: [*all_[:150], "00000"]),
    ("texts that are quoted", vocabulary_term.c.label, lambda _: ["O'Brien", '"; --', "{1,2}", "null", "é ☕", ""]),
    ("none of UUIDs", organisation.c.id, lambda _: []),
    ("one UUID", organisation.c.id, lambda all_: [all_[3]]),
    ("many UUIDs", organisation.c.id, lambda all_: [*all_[:150], uuid.UUID(int=0)]),
    ("one twice", organisation.c.id, lambda all_: [all_[3]] * 2),
    ("a number", vocabulary_term.c.position, lambda _: [1, 2, -7]),
]


@pytest.mark.parametrize(("column", "choose"), [each[1:] for each in AMONG], ids=[each[0] for each in AMONG])
async def test_among_finds_the_rows_with_one_of_the_values(
    engine: AsyncEngine, rows: Rows, column: ColumnElement[Any], choose: Callable[[Sequence[Any]], list[Any]]
) -> None:
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for number, label in enumerate(["O'Brien", '"; --', "{1,2}", "null", "é ☕", ""]):
            row = {"vocabulary": "topic", "code": f"T{number}", "label": label, "position": number}
            await connection.execute(insert(vocabulary_term).values(row))
        await connection.commit()
    every = [row[0] for row in await rows.found(select(column).order_by(column), {})]
    wanted = choose(every)
    statement = select(column).where(among(column, "keys")).order_by(column)
    expected = [value for value in every if value in wanted]
    assert [row[0] for row in await rows.found(statement, {"keys": wanted})] == expected
    assert bool(expected) is bool(wanted)
    async with engine.connect() as connection:
        assert list(await connection.scalars(statement, {"keys": wanted})) == expected


@on_sqlite
async def test_among_searches_an_index(engine: AsyncEngine, rows: Rows) -> None:
    statement = select(activity_term.c.code).where(among(activity_term.c.activity_id, "keys"))
    prepared = Prepared(statement, engine.dialect)
    async with rows.connection() as reading:
        steps = await reading.fetch(f"EXPLAIN QUERY PLAN {prepared.sql}", *prepared.values({"keys": [uuid.uuid4()]}))
    assert [detail.split()[0] for *_, detail in steps if "activity_term" in detail] == ["SEARCH"]


async def backend(reading: Any) -> int:
    """Return which connection of the server this is."""
    found: int = (await reading.fetch("SELECT pg_backend_pid()"))[0][0]
    return found


@on_postgresql
async def test_when_all_connections_are_lent_callers_wait_for_one_to_come_back(rows: Rows) -> None:
    order: list[str] = []

    async def another() -> int:
        async with rows.connection() as reading:
            order.append("lent")
            return await backend(reading)

    async with asyncio.timeout(SOON):
        async with AsyncExitStack() as stack:
            held = [await stack.enter_async_context(rows.connection()) for _ in range(MOST_CONNECTIONS)]
            first = {await backend(each) for each in held}
            waiting = [asyncio.create_task(another()) for _ in range(2 * MOST_CONNECTIONS)]
            # Time enough for a pool that lends more than it has.
            for each in held * 5:
                await backend(each)
            order.append("returned")
        later = set(await asyncio.gather(*waiting))
    assert (len(first), later <= first) == (MOST_CONNECTIONS, True)
    assert order == ["returned"] + ["lent"] * len(waiting)


@on_postgresql
async def test_who_waits_too_long_for_a_connection_is_told(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(MOST_CONNECTIONS):
            await stack.enter_async_context(rows.connection())
        monkeypatch.setattr(pooled_rows, "PATIENCE", 0.05)
        with pytest.raises(TimeoutError):
            await rows.found(select(func.count()).select_from(municipality), {})
        monkeypatch.undo()
    assert [tuple(row) for row in await rows.found(select(func.count()).select_from(municipality), {})] == [(304,)]


async def cut(engine: AsyncEngine, pid: int) -> None:
    """End a connection from the server's side, and wait until it is gone."""
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})


@on_postgresql
async def test_a_connection_that_the_server_cut_is_replaced(engine: AsyncEngine, rows: Rows) -> None:
    async with rows.connection() as reading:
        before = await backend(reading)
    await cut(engine, before)
    assert [tuple(row) for row in await rows.found(select(func.count()).select_from(municipality), {})] == [(304,)]
    async with rows.connection() as reading:
        assert await backend(reading) != before


@on_postgresql
async def test_a_connection_that_is_cut_while_it_is_lent_is_not_lent_again(engine: AsyncEngine, rows: Rows) -> None:
    async with rows.connection() as reading:
        before = await backend(reading)
        await cut(engine, before)
        with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.InterfaceError)):
            await reading.fetch("SELECT 1")
    async with rows.connection() as reading:
        assert await backend(reading) != before


async def backends(engine: AsyncEngine) -> set[int]:
    async with engine.connect() as connection:
        return set(
            await connection.scalars(text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"))
        )


@on_postgresql
async def test_closing_ends_the_connections_to_the_server(engine: AsyncEngine) -> None:
    rows = Rows(engine)
    async with rows.connection() as one, rows.connection() as other:
        opened = {await backend(one), await backend(other)}
    assert opened <= await backends(engine)
    await rows.close()
    async with asyncio.timeout(SOON):
        # The server takes leave of a connection in its own time.
        while opened & await backends(engine):
            pass
    with pytest.raises(asyncpg.InterfaceError, match="closed"):
        await rows.found(select(municipality), {})


@on_postgresql
async def test_closing_cuts_off_who_keeps_a_connection(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows(engine)
    async with asyncio.timeout(SOON), rows.connection() as kept:
        assert await backend(kept)
        monkeypatch.setattr(pooled_rows, "PATIENCE", 0.05)
        await rows.close()
        with pytest.raises(asyncpg.InterfaceError, match=r"closed|released"):
            await kept.fetch("SELECT 1")


@on_sqlite
async def test_closing_lets_go_of_the_file(engine: AsyncEngine, database_url: str) -> None:
    rows = Rows(engine)
    await fill(engine)
    assert await rows.found(select(municipality).limit(1), {})
    path = Path(make_url(database_url).database or "")
    assert path.with_name(f"{path.name}-wal").exists()
    await rows.close()
    await engine.dispose()
    # Who leaves a database last tidies up behind everybody; the engine is the last only if nobody stayed.
    assert [each.name for each in path.parent.glob(f"{path.name}*")] == [path.name]


async def test_what_was_never_opened_can_be_closed_and_closed_again(engine: AsyncEngine) -> None:
    rows = Rows(engine)
    await rows.close()
    assert await rows.found(select(municipality).limit(1), {})
    for _ in range(2):
        await rows.close()

"""Larger databases from a filled one: every activity many times over, by statements instead of imports."""

import asyncio
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from uuid import uuid4

import asyncpg
from sqlalchemy import Table, make_url

from benchmarks.database import Database
from persistence.tables.activities import activity, activity_term, occurrence

OCCURRENCES = 2
"""Of each copy: the first ones; no read that is measured looks at them."""
APART = 37
"""Seconds between two copies."""

# The same for the same row and number, so that what belongs to a copy finds it.
_ID = "md5({column}::text || ' ' || n)::uuid"
_EARLIER = f"{{column}} - n * interval '{APART} seconds'"

_ACTIVITY = {
    "id": _ID,
    "source_external_id": "{column} || ' ' || n",
    **dict.fromkeys(("created_at", "updated_at", "published_at", "source_modified_at"), _EARLIER),
}
_BELONGING = {"activity_id": _ID}


@contextmanager
def multiplied(database: Database, times: int) -> Generator[Database]:
    """Give a copy of a database that has every activity so many times."""
    name = f"ikdoemee_benchmark_{uuid4().hex[:16]}"
    source = make_url(database.url)
    url = source.set(database=name).render_as_string(hide_password=False)
    _run(database.url, [f'CREATE DATABASE "{name}" TEMPLATE "{source.database}"'])
    try:
        _run(url, _copying(times), trusting=True)
        _run(url, ["VACUUM ANALYZE"])
        # So that nothing is still written to disk while somebody measures.
        with suppress(asyncpg.InsufficientPrivilegeError):
            _run(url, ["CHECKPOINT"])
        yield replace(database, url=url)
    finally:
        _run(database.url, [f'DROP DATABASE "{name}" WITH (FORCE)'])


def _copying(times: int) -> Sequence[str]:
    series = f"generate_series(1, {times - 1}) AS n"
    place = "row_number() OVER (PARTITION BY activity_id ORDER BY starts_at, ends_at)"
    numbered = f"(SELECT *, {place} AS place FROM occurrence) AS original"  # noqa: S608 - of ours
    return [
        _insert(activity, _ACTIVITY, f"activity AS original, {series}"),
        _insert(activity_term, _BELONGING, f"activity_term AS original, {series}"),
        _insert(occurrence, _BELONGING, f"{numbered}, {series} WHERE original.place <= {OCCURRENCES}"),
    ]


def _insert(table: Table, changed: Mapping[str, str], source: str) -> str:
    columns = [column.name for column in table.c if column.computed is None]
    values = [changed.get(name, "{column}").format(column=f"original.{name}") for name in columns]
    return f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source}"  # noqa: S608 - of ours


def _run(url: str, statements: Sequence[str], *, trusting: bool = False) -> None:
    async def run() -> None:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        try:
            if trusting:
                # Checking foreign keys row by row takes as long as all the rest; not everybody may leave it out.
                with suppress(asyncpg.InsufficientPrivilegeError):
                    await connection.execute("SET session_replication_role = replica")
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())

"""Opening the database: the same transactions on SQLite and PostgreSQL."""

import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from persistence.distances import teach_distances

WRITES = "ikdoemee_writes"
"""Execution option of connections that will write."""


def async_url(database_url: str) -> str:
    """Return the address with the asynchronous driver of its database."""
    url = make_url(database_url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    return url.set(drivername=drivers.get(url.drivername, url.drivername)).render_as_string(hide_password=False)


def open_engine(database_url: str, *, pool_size: int = 20) -> AsyncEngine:
    """Return an engine for a database address such as `sqlite:///var/ikdoemee.sqlite` or `postgresql://...`.

    Waiting for a connection or a lock is bounded: 10 and 30 s on SQLite, a statement takes at most 30 s on PostgreSQL.
    """
    url = make_url(async_url(database_url))
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(
            url,
            pool_size=pool_size,
            pool_timeout=10,
            json_deserializer=orjson.loads,
            hide_parameters=True,
            connect_args={"timeout": 30},
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    return create_async_engine(
        url,
        pool_size=pool_size,
        # One request asks for several connections at once; opening and closing more of them under load costs most.
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=True,
        json_deserializer=orjson.loads,
        # Errors go to the log; what people wrote does not.
        hide_parameters=True,
        connect_args={"timeout": 10, "server_settings": {"statement_timeout": "30000", "timezone": "UTC"}},
    )


class UnusableFileError(OSError):
    """The file of an embedded database cannot be opened or holds something else."""


def embedded_file(engine: AsyncEngine) -> Path | None:
    """Return the file of an embedded database; None for a server."""
    url = make_url(str(engine.url))
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def check_file(path: Path) -> None:
    """Raise `UnusableFileError` unless a file is an embedded database, or can become one.

    Asked here and now: the driver fails in a thread of its own, which may outlive the event loop.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA schema_version")
    except (OSError, sqlite3.Error) as error:
        raise UnusableFileError(f"the database {path} cannot be used: {error}") from error


def _prepare_sqlite(dbapi_connection: DBAPIConnection, _record: object) -> None:
    # The driver would otherwise begin transactions by its own idea of what a statement does.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "busy_timeout = 30000",
        "foreign_keys = ON",
        # A power cut may not take a Melding that somebody was told of.
        "synchronous = FULL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    teach_distances(dbapi_connection)  # type: ignore[arg-type] # SQLAlchemy's protocol names what every driver has


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for its turn; one that says so at the start can.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

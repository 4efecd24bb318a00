"""Opening the database: the same transactions on SQLite and PostgreSQL."""

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

WRITES = "ikdoemee_writes"
"""Execution option of connections that will write."""


def async_url(database_url: str) -> str:
    """Return the address with the asynchronous driver of its database."""
    url = make_url(database_url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    return url.set(drivername=drivers.get(url.drivername, url.drivername)).render_as_string(hide_password=False)


def open_engine(database_url: str, *, pool_size: int = 10) -> AsyncEngine:
    """Return an engine for a database address such as `sqlite:///var/ikdoemee.sqlite` or `postgresql://...`.

    Waiting for a connection or a lock is bounded: 10 and 30 s on SQLite, a statement takes at most 30 s on PostgreSQL.
    """
    url = make_url(async_url(database_url))
    if url.get_backend_name() == "sqlite":
        engine = create_async_engine(url, pool_size=pool_size, pool_timeout=10, connect_args={"timeout": 30})
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=10,
        pool_pre_ping=True,
        connect_args={"timeout": 10, "server_settings": {"statement_timeout": "30000", "timezone": "UTC"}},
    )


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


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for its turn; one that says so at the start can.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

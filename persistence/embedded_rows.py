"""Reading an embedded database on the spot: a short read takes less time than handing it to a thread and back."""

import sqlite3
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.distances import teach_distances
from persistence.engine import embedded_file
from persistence.prepared import Stored

PATIENCE = 0.02
"""Seconds that a read may hold up everything else; one that needs longer begins again in a thread."""

_LOOK_EVERY = 5000
"""Steps of the database's machine between two looks at the clock: some tens of microseconds."""

_NEEDS_PATIENCE = {sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
"""What a thread can wait for; anything else would go wrong there too."""


class EmbeddedRows:
    """One connection of its own, which cannot write; readers of a database in WAL mode wait for nobody."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: sqlite3.Connection | None = None
        self._until = 0.0

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator["EmbeddedRows"]:
        """Lend itself: nothing comes between a statement and its rows."""
        yield self

    async def fetch(self, sql: str, *values: object) -> Sequence[Stored]:
        """Return what a statement finds."""
        self._until = time.monotonic() + PATIENCE
        try:
            return self._opened().execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _NEEDS_PATIENCE:
                raise
            async with self._engine.connect() as connection:
                return (await connection.exec_driver_sql(sql, values)).all()

    async def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            path = embedded_file(self._engine)
            if path is None:
                raise FileNotFoundError("the database has no file")
            opened = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, cached_statements=512, timeout=0
            )
            teach_distances(opened)
            opened.set_progress_handler(lambda: time.monotonic() > self._until, _LOOK_EVERY)
            self._connection = opened
        return self._connection

"""Rows for one viewer. Reads need no transaction of their own: each statement stands alone and sees what is committed.

Nothing stands between a read and its driver but the pool: SQLAlchemy writes each statement once (see `prepared`).
"""

import logging
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.viewpoints import Viewpoint
from persistence.embedded_rows import EmbeddedRows
from persistence.prepared import Prepared, Stored
from persistence.viewers import parameters_of

log = logging.getLogger(__name__)


class Reading(Protocol):
    """A connection that only reads."""

    async def fetch(self, sql: str, *values: object) -> Sequence[Stored]:
        """Return what a statement finds."""
        ...


class Rows:
    """Reads a database, each time for somebody."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._embedded = EmbeddedRows(engine) if engine.dialect.name == "sqlite" else None
        self._prepared: WeakKeyDictionary[Select[Any], Prepared] = WeakKeyDictionary()

    def seen_from(self, viewpoint: Viewpoint) -> "SeenRows":
        """Return what somebody may read."""
        return SeenRows(self, viewpoint)

    async def found(
        self, statement: Select[Any], values: Mapping[str, Any], reading: Reading | None = None
    ) -> Sequence[Stored]:
        """Return what a statement finds, on a connection that was lent before or on one of its own."""
        prepared = self._known(statement)
        given = prepared.values(values)
        if log.isEnabledFor(logging.DEBUG):
            log.debug(prepared.sql)
        if reading is not None:
            return prepared.rows(await reading.fetch(prepared.sql, *given))
        async with self.connection() as own:
            return prepared.rows(await own.fetch(prepared.sql, *given))

    def _known(self, statement: Select[Any]) -> Prepared:
        known = self._prepared.get(statement)
        if known is None:
            known = self._prepared[statement] = Prepared(statement, self._engine.dialect)
        return known

    def connection(self) -> AbstractAsyncContextManager[Reading]:
        """Lend a connection."""
        return self._embedded.connection() if self._embedded is not None else self._pooled()

    @asynccontextmanager
    async def _pooled(self) -> AsyncGenerator[Reading]:
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            try:
                yield driver
            finally:
                # The pool does not see what its connections are used for, nor when one breaks.
                if driver.is_closed():
                    await connection.invalidate()

    def close(self) -> None:
        """Let go of what the pool does not hold."""
        if self._embedded is not None:
            self._embedded.close()


class SeenRows:
    """What one viewer may read."""

    def __init__(self, rows: Rows, viewpoint: Viewpoint, reading: Reading | None = None) -> None:
        self._rows = rows
        self._reading = reading
        self.viewpoint = viewpoint
        self._parameters = parameters_of(viewpoint)

    async def rows(self, statement: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[Stored]:
        """Return what a statement finds."""
        return await self._rows.found(
            statement, {**self._parameters, **values} if values else self._parameters, self._reading
        )

    @asynccontextmanager
    async def on_one_connection(self) -> AsyncGenerator["SeenRows"]:
        """Read several statements, one after the other, without asking for a connection each time."""
        async with self._rows.connection() as reading:
            yield SeenRows(self._rows, self.viewpoint, reading)

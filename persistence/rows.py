"""Rows for one viewer. Reads need no transaction of their own: each statement stands alone and sees what is committed.

Nothing stands between a read and its driver: SQLAlchemy writes each statement once (see `prepared`).
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
from persistence.pooled_rows import PooledRows
from persistence.prepared import Prepared, Stored
from persistence.viewers import TODAY, parameters_of

log = logging.getLogger(__name__)


class Reading(Protocol):
    """A connection that only reads."""

    async def fetch(self, sql: str, *values: object) -> Sequence[Stored]:
        """Return what a statement finds."""
        ...


class Rows:
    """Reads a database, each time for somebody."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._dialect = engine.dialect
        self._source = EmbeddedRows(engine) if engine.dialect.name == "sqlite" else PooledRows(engine)
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
            known = self._prepared[statement] = Prepared(statement, self._dialect)
        return known

    def connection(self) -> AbstractAsyncContextManager[Reading]:
        """Lend a connection."""
        return self._source.connection()

    async def close(self) -> None:
        """Close what was opened."""
        await self._source.close()


class SeenRows:
    """What one viewer may read."""

    def __init__(self, rows: Rows, viewpoint: Viewpoint, reading: Reading | None = None) -> None:
        self._rows = rows
        self._reading = reading
        self.viewpoint = viewpoint
        self._parameters = parameters_of(viewpoint)

    async def rows(self, statement: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[Stored]:
        """Return what a statement finds."""
        given = {**self._parameters, TODAY.key: self.viewpoint.today, **(values or {})}
        return await self._rows.found(statement, given, self._reading)

    @asynccontextmanager
    async def on_one_connection(self) -> AsyncGenerator["SeenRows"]:
        """Read several statements, one after the other, without asking for a connection each time."""
        async with self._rows.connection() as reading:
            yield SeenRows(self._rows, self.viewpoint, reading)

"""Rows for one viewer: reads need no transaction of their own, so each statement stands alone."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.viewpoints import Viewpoint
from persistence.viewers import parameters_of


class Rows:
    """Reads a database, each time for somebody."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @property
    def dialect(self) -> str:
        """The name of the kind of database."""
        return self._engine.dialect.name

    def seen_from(self, viewpoint: Viewpoint) -> "SeenRows":
        """Return what somebody may read."""
        return SeenRows(self._engine, viewpoint)


class SeenRows:
    """What one viewer may read."""

    def __init__(self, engine: AsyncEngine, viewpoint: Viewpoint, connection: AsyncConnection | None = None) -> None:
        self._engine = engine
        self._connection = connection
        self.viewpoint = viewpoint

    async def rows(self, statement: Select[Any], parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Return what a statement finds."""
        values = parameters_of(self.viewpoint) | (dict(parameters) if parameters else {})
        if self._connection is not None:
            return await _all(self._connection, statement, values)
        async with self._engine.connect() as connection:
            return await _all(connection, statement, values)

    @asynccontextmanager
    async def on_one_connection(self) -> AsyncGenerator["SeenRows"]:
        """Read several statements, one after the other, without asking for a connection each time."""
        async with self._engine.connect() as connection:
            yield SeenRows(self._engine, self.viewpoint, connection)


async def _all(connection: AsyncConnection, statement: Select[Any], values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    found: Sequence[Row[Any]] = (await connection.execute(statement, values)).all()
    return found

"""Reading from PostgreSQL: a pool of its own, whose connections cannot write and are given back as they are.

A read leaves nothing behind on its connection, so nothing is reset; a short read would wait longer for that than for
its rows. Slow writers never keep readers from their connections either.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import orjson
from sqlalchemy.ext.asyncio import AsyncEngine

MOST_CONNECTIONS = 10
RESTED = 30.0
"""Seconds without use after which a connection is not trusted."""
PATIENCE = 10.0
"""Seconds that somebody waits for a connection, and for connections to come back when the pool closes."""


class PooledRows:
    """The pool, opened when it is first needed."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._pool: Any = None
        self._opening = asyncio.Lock()
        self._at_hand: list[tuple[float, Any]] = []
        """Connections that were just used, and when: the pool takes longer to give one out than a short read takes."""
        self._waiting = 0

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[Any]:
        """Lend a connection."""
        pool = self._pool or await self._opened()
        connection = await self._taken(pool)
        try:
            yield connection
        finally:
            if self._waiting or _is_gone(connection):
                await pool.release(connection)
            else:
                self._at_hand.append((time.monotonic(), connection))

    async def _taken(self, pool: Any) -> Any:  # noqa: ANN401 - asyncpg ships no types
        while self._at_hand:
            since, connection = self._at_hand.pop()
            if _is_gone(connection):
                continue
            if time.monotonic() - since < RESTED:
                return connection
            # What rested for long may have been cut by something in between; the pool opens another one.
            connection.terminate()
            await pool.release(connection)
        self._waiting += 1
        try:
            return await pool.acquire(timeout=PATIENCE)
        finally:
            self._waiting -= 1

    async def _opened(self) -> Any:  # noqa: ANN401 - asyncpg ships no types
        async with self._opening:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=MOST_CONNECTIONS,
                    init=_read_json,
                    reset=_as_it_is,
                    timeout=PATIENCE,
                    statement_cache_size=500,
                    server_settings={
                        "default_transaction_read_only": "on",
                        "statement_timeout": "30000",
                        "timezone": "UTC",
                    },
                )
            return self._pool

    async def close(self) -> None:
        """Close all connections; those that are still lent are cut off after a while."""
        if self._pool is not None:
            for _, connection in self._at_hand:
                await self._pool.release(connection)
            self._at_hand.clear()
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._pool.close()
            except TimeoutError:
                self._pool.terminate()


def _is_gone(connection: Any) -> bool:  # noqa: ANN401 - asyncpg ships no types
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:
        # Cut from outside; the pool has taken it back already.
        return True


async def _read_json(connection: Any) -> None:  # noqa: ANN401 - asyncpg ships no types
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        encoder=lambda value: b"\x01" + orjson.dumps(value),
        # The first byte is the version of the format.
        decoder=lambda stored: orjson.loads(stored[1:]),
        format="binary",
    )


async def _as_it_is(_connection: object) -> None:
    pass

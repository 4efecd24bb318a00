"""The key that signs this database's development tokens, made at first use."""

from collections.abc import Callable, Mapping

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import WRITES
from persistence.tables.requests import development_key


async def development_jwk(engine: AsyncEngine, make: Callable[[], Mapping[str, str]]) -> Mapping[str, str]:
    """Return the key of this database, making it if there is none yet."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        stored = (await connection.execute(select(development_key.c.jwk))).scalar_one_or_none()
        if stored is None:
            stored = dict(make())
            await connection.execute(insert(development_key).values(id=1, jwk=stored))
            await connection.commit()
    return dict(stored)

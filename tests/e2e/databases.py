"""Databases with the demo feed: made once per worker, copied for each server."""

import asyncio
import shutil
import uuid
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from tests.e2e.servers import prepare
from tests.support.databases import Templates


class DemoDatabases:
    """Databases as `ikdoemee migrate` and `ikdoemee import-uit` leave them."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._made: dict[str, str] = {}

    def copy(self, kind: str) -> str:
        """Return the address of a fresh database with the demo feed."""
        if kind not in self._made:
            self._made[kind] = self._templates.copy(kind)
            prepare(self._made[kind])
        url = make_url(self._made[kind])
        if kind == "sqlite":
            path = Path(url.database or "").with_name(f"{uuid.uuid4().hex}.sqlite")
            shutil.copyfile(url.database or "", path)
            return f"sqlite:///{path}"
        name = f"ikdoemee_test_{uuid.uuid4().hex[:16]}"
        asyncio.run(_execute(self._made[kind], f'CREATE DATABASE "{name}" TEMPLATE "{url.database}"'))
        return url.set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        """Remove a copy."""
        self._templates.drop(address)

    def close(self) -> None:
        """Remove the templates."""
        for address in self._made.values():
            self.drop(address)


async def _execute(address: str, statement: str) -> None:
    # A database cannot be copied over a connection to itself.
    url = make_url(address).set(drivername="postgresql", database="postgres")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()

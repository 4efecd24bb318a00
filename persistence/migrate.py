"""Bringing the database to the schema that this version of the code expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import WRITES, check_file, embedded_file

MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 44021
"""Key of the advisory lock that keeps two servers from migrating at once."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def migrate(engine: AsyncEngine) -> None:
    """Create or bring up to date every table; does nothing when they are."""
    file = embedded_file(engine)
    if file is not None:
        check_file(file)
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        # All migrations in one transaction, in which nobody else migrates: alembic would begin one for each of them.
        await connection.begin()
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        await connection.run_sync(_upgrade)
        await connection.commit()


async def pending(engine: AsyncEngine) -> bool:
    """Whether the database lacks a migration of this version, or has one that this version does not know."""
    file = embedded_file(engine)
    if file is not None and not file.exists():
        return True
    if file is not None:
        check_file(file)
    async with engine.connect() as connection:
        current = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    return current != ScriptDirectory.from_config(_config()).get_current_head()


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")

"""Inserting what may be there already: both databases say it alike, but each with a statement of its own."""

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(connection: AsyncConnection, table: Table) -> SqliteInsert | PostgresqlInsert:
    """Return an insert that can say what to do on a conflict."""
    return sqlite_insert(table) if connection.dialect.name == "sqlite" else postgresql_insert(table)

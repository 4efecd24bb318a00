"""Whose rights changed, lately."""

from sqlalchemy import Column, Table, Text

from persistence.tables.columns import RowNumber, UtcDateTime, metadata

access_change = Table(
    "access_change",
    metadata,
    Column("sequence", RowNumber, primary_key=True, autoincrement=True),
    Column("subject", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

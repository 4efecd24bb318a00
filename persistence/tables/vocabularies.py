"""The vocabularies that grow without a release."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, false

from persistence.tables.columns import metadata

vocabulary_term = Table(
    "vocabulary_term",
    metadata,
    Column("vocabulary", String(20), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("label", Text, nullable=False),
    Column("description", Text),
    Column("position", Integer, nullable=False),
    # No longer offered, and kept to label what carries it.
    Column("retired", Boolean, nullable=False, server_default=false()),
)

"""The vocabularies that grow without a release."""

from sqlalchemy import Column, Integer, String, Table, Text

from persistence.tables.columns import metadata

vocabulary_term = Table(
    "vocabulary_term",
    metadata,
    Column("vocabulary", String(20), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("label", Text, nullable=False),
    Column("description", Text),
    Column("position", Integer, nullable=False),
)

"""Example activities and the terms that they carry."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, Uuid

from persistence.tables.columns import Json, metadata

inspiration = Table(
    "inspiration",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("description_html", Text, nullable=False),
    Column("tip", Text, nullable=False),
    Column("schedule", Json, nullable=False),
    Column("schedule_kind", String(20), nullable=False),
    Index("ix_inspiration_place", "position", "id"),
)

inspiration_term = Table(
    "inspiration_term",
    metadata,
    Column("inspiration_id", ForeignKey("inspiration.id", ondelete="CASCADE"), primary_key=True),
    Column("vocabulary", String(20), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("position", Integer, nullable=False),
)

"""Ways back from decisions: whose they are, and what each activity was."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, Uuid

from persistence.tables.columns import UtcDateTime, metadata

# The token itself is not kept: who reads this table cannot undo anything.
undo = Table(
    "undo",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person_id", Text, nullable=False),
    Column("organisation_id", Uuid),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

undo_step = Table(
    "undo_step",
    metadata,
    Column("digest", ForeignKey("undo.digest", ondelete="CASCADE"), primary_key=True),
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("published_at", UtcDateTime),
)

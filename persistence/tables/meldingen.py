"""The log of Meldingen, the head of each territory's log, and how far each reader is."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, Uuid

from persistence.tables.columns import UtcDateTime, metadata

melding_log = Table(
    "melding_log",
    metadata,
    Column("territory", ForeignKey("municipality.nis"), primary_key=True),
    Column("epoch", String(16), nullable=False),
    # Counted up by the transaction that adds a Melding; its row lock makes the numbers follow the order of commits.
    Column("last_sequence", Integer, nullable=False),
)

melding = Table(
    "melding",
    metadata,
    Column("territory", ForeignKey("municipality.nis"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("id", Uuid, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("count", Integer, nullable=False),
    Column("activity_id", ForeignKey("activity.id")),
    Column("organisation_id", ForeignKey("organisation.id")),
    UniqueConstraint("id"),
)

melding_mark = Table(
    "melding_mark",
    metadata,
    Column("person_id", Text, primary_key=True),
    Column("territory", ForeignKey("municipality.nis"), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

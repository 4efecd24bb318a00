"""That a person works for an organisation, and how they are reached there."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, Uuid

from persistence.tables.columns import UtcDateTime, metadata

work_relation = Table(
    "work_relation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text),
    Column("begin", Date, nullable=False),
    # The last day; NULL as long as none is known.
    Column("end", Date),
    Column("established_at", UtcDateTime, nullable=False),
    Index("ix_work_relation_person", "person_id", "organisation_id", "begin"),
)

"""Who decided what about whose access."""

from sqlalchemy import Column, Index, String, Table, Text, Uuid

from persistence.tables.columns import Json, RowNumber, UtcDateTime, metadata

# No foreign keys: the trail outlives what it tells of.
access_audit_entry = Table(
    "access_audit_entry",
    metadata,
    Column("number", RowNumber, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("at", UtcDateTime, nullable=False),
    Column("action", String(40), nullable=False),
    Column("actor_id", Text),
    Column("actor_name", Text, nullable=False),
    Column("acting_as", Uuid),
    Column("acting_as_name", Text),
    Column("organisation_id", Uuid, nullable=False),
    Column("person_id", Uuid),
    Column("request_id", Uuid),
    Column("grant_id", Uuid),
    Column("work_relation_id", Uuid),
    Column("reason", Text),
    Column("changes", Json, nullable=False),
    Index("ix_access_audit_entry_organisation", "organisation_id", "number"),
)

"""The trail of decisions."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, Uuid

from persistence.tables.columns import Json, RowNumber, UtcDateTime, metadata

# No foreign keys: the trail outlives what it tells of.
audit_entry = Table(
    "audit_entry",
    metadata,
    Column("number", RowNumber, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("at", UtcDateTime, nullable=False),
    Column("action", String(40), nullable=False),
    Column("activity_id", Uuid, nullable=False),
    Column("territory", String(5)),
    Column("actor_kind", String(20), nullable=False),
    Column("actor_id", Text),
    Column("actor_name", Text, nullable=False),
    Column("acting_as", Uuid),
    Column("acting_as_name", Text),
    Column("reason", Text),
    Column("rule_number", Integer),
    Column("rule_version", Integer),
    Column("changes", Json, nullable=False),
    Column("report_id", Uuid),
    Index("ix_audit_entry_activity", "activity_id", "number"),
    Index("ix_audit_entry_territory", "territory", "number"),
)

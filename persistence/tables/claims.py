"""Who looks at which activity."""

from sqlalchemy import Column, ForeignKey, Table, Text

from persistence.tables.columns import Json, UtcDateTime, metadata

activity_claim = Table(
    "activity_claim",
    metadata,
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Text, nullable=False),
    Column("by", Json, nullable=False),
    Column("until", UtcDateTime, nullable=False, index=True),
)

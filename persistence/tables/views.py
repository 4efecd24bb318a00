"""Which views were counted today: digests that nobody can trace back once the salt of the day is gone."""

from sqlalchemy import Column, Date, ForeignKey, String, Table

from persistence.tables.columns import metadata

activity_view = Table(
    "activity_view",
    metadata,
    Column("day", Date, primary_key=True),
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(32), primary_key=True),
)

view_salt = Table(
    "view_salt",
    metadata,
    Column("day", Date, primary_key=True),
    Column("salt", String(64), nullable=False),
)

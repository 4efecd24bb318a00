"""Private feeds of open work."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, Uuid

from persistence.tables.columns import UtcDateTime, metadata

work_feed = Table(
    "work_feed",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Text, nullable=False),
    # Counts the feeds of a person from 0, with holes where one was revoked: so the database itself knows a bound.
    Column("place", Integer, nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False),
    Column("territory", ForeignKey("municipality.nis"), nullable=False),
    Column("name", Text, nullable=False),
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "place"),
)

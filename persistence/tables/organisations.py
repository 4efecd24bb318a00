"""Organisations."""

from sqlalchemy import Column, Date, ForeignKey, String, Table, Text, Uuid

from persistence.tables.columns import Json, SortText, UtcDateTime, metadata

organisation = Table(
    "organisation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_sort", SortText, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("kbo", String(10), unique=True),
    Column("ovo", String(9), unique=True),
    Column("municipality", ForeignKey("municipality.nis"), index=True),
    Column("street", Text),
    Column("postcode", Text),
    Column("locality", Text),
    Column("contacts", Json, nullable=False),
    Column("registered_at", UtcDateTime),
    # Where the access management has placed it, if not where its kind says.
    Column("target_group", String(3)),
    # Last day, of one that merged into another; it is kept for what it did.
    Column("ended_on", Date),
)

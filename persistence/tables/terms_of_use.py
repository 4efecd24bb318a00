"""The terms of use, version by version, and who accepted which."""

from sqlalchemy import Column, Date, ForeignKey, Table, Text

from persistence.tables.columns import UtcDateTime, metadata

terms_of_use = Table(
    "terms_of_use",
    metadata,
    Column("version", Text, primary_key=True),
    Column("html", Text, nullable=False),
    Column("in_force_from", Date, nullable=False, unique=True),
)

terms_acceptance = Table(
    "terms_acceptance",
    metadata,
    Column("person_id", Text, primary_key=True),
    Column("version", ForeignKey("terms_of_use.version"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

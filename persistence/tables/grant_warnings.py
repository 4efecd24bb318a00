"""Which administrator was told that a grant ends; their mails tell of many grants at once, so no key of one says it."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Table

from persistence.tables.columns import metadata

grant_warning = Table(
    "grant_warning",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("grant_id", ForeignKey("access_grant.id"), primary_key=True),
    # With another last day it is another warning.
    Column("end", Date, primary_key=True),
    Column("days", Integer, primary_key=True, autoincrement=False),
)

"""The publication rules, each version with the days on which it holds."""

from sqlalchemy import Column, Date, Integer, Table, Text

from persistence.tables.columns import metadata

publication_rule = Table(
    "publication_rule",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("in_force_from", Date, nullable=False),
    # The first day without it: when the next version begins, or when the rule ended.
    Column("until", Date),
)

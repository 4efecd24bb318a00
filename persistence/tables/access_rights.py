"""The applications whose access is managed here, and the rights that people can have in them."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from persistence.tables.columns import Json, metadata

application = Table(
    "application",
    metadata,
    Column("code", String(60), primary_key=True),
    # The `an` of self-registration links.
    Column("number", Integer, unique=True),
    Column("name", Text, nullable=False),
    # Of the applications in one group an organisation uses one at a time.
    Column("channel_group", String(40)),
)

access_right = Table(
    "access_right",
    metadata,
    # The `ec` of self-registration links.
    Column("code", String(100), primary_key=True),
    Column("application", ForeignKey("application.code"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("target_groups", Json, nullable=False),
    # In the order in which they are offered: code and label.
    Column("contexts", Json, nullable=False),
    Column("longest_days", Integer, nullable=False),
)

"""By which application an organisation reaches the government, where it can use one only."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, Uuid

from persistence.tables.columns import Json, UtcDateTime, metadata

channel = Table(
    "channel",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("application", ForeignKey("application.code"), nullable=False),
    # That of the application, here so that the database itself can keep an organisation from having two.
    Column("channel_group", String(40), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("decided_by", Json, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
)

one_channel = Index(
    "uq_channel_current",
    channel.c.organisation_id,
    channel.c.channel_group,
    unique=True,
    sqlite_where=channel.c.ended_at.is_(None),
    postgresql_where=channel.c.ended_at.is_(None),
)

"""Mails on their way: written with what they tell of, sent after it is true."""

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid

from persistence.tables.columns import Json, UtcDateTime, metadata

mail = Table(
    "mail",
    metadata,
    Column("id", Uuid, primary_key=True),
    # What it tells to whom: a second one with the same key is not sent.
    Column("key", Text, nullable=False, unique=True),
    Column("to", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("paragraphs", Json, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    # From when it may be tried; while somebody tries it, when they are given up on.
    Column("due_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("given_up_at", UtcDateTime),
    Column("last_error", Text),
)

WAITS = mail.c.sent_at.is_(None) & mail.c.given_up_at.is_(None)
"""That a mail has yet to be sent."""

due_mail = Index("ix_mail_due", mail.c.due_at, sqlite_where=WAITS, postgresql_where=WAITS)

"""Requests that were carried out under an idempotency key, and the key that signs development tokens."""

from sqlalchemy import Column, Integer, String, Table, Text

from persistence.tables.columns import Json, UtcDateTime, metadata

answered_request = Table(
    "answered_request",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("operation", String(60), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text),
    Column("at", UtcDateTime, nullable=False, index=True),
)

# In the database, so that every process that shares it accepts the same development tokens. Never read in production.
development_key = Table(
    "development_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("jwk", Json, nullable=False),
)

"""People who are signed in with a browser, and sign-ins that are under way."""

from sqlalchemy import Column, String, Table, Text

from persistence.tables.columns import Json, UtcDateTime, metadata

# The id itself is not kept: who reads this table is not signed in as anybody.
session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("subject", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation_code", Text),
    Column("target_group", String(20)),
    Column("rights", Json, nullable=False),
    Column("acr", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

pending_sign_in = Table(
    "pending_sign_in",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("return_to", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

"""Organisations whose access another one manages: a representative body for the boards that it represents."""

from sqlalchemy import Column, ForeignKey, Index, Table, Uuid

from persistence.tables.columns import UtcDateTime, metadata

delegation = Table(
    "delegation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("manager_id", ForeignKey("organisation.id"), nullable=False, index=True),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)

current_delegation = Index(
    "uq_delegation_current",
    delegation.c.organisation_id,
    delegation.c.manager_id,
    unique=True,
    sqlite_where=delegation.c.ended_at.is_(None),
    postgresql_where=delegation.c.ended_at.is_(None),
)

"""Grants: a person may use a right for an organisation, for a time."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Uuid

from persistence.tables.columns import Json, UtcDateTime, metadata

# "grant" alone is a word of SQL.
access_grant = Table(
    "access_grant",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False),
    Column("right_code", ForeignKey("access_right.code"), nullable=False),
    Column("contexts", Json, nullable=False),
    # Both days belong to it.
    Column("begin", Date, nullable=False),
    Column("end", Date, nullable=False),
    # Of another organisation than this one, such as an intermunicipal one.
    Column("external", Boolean, nullable=False),
    Column("granted_at", UtcDateTime, nullable=False),
    Column("request_id", ForeignKey("access_request.id")),
    Column("revoked_at", UtcDateTime),
    Column("changed_by", Json, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_access_grant_person", "person_id", "organisation_id"),
    Index("ix_access_grant_organisation", "organisation_id", "right_code", "end"),
    Index("ix_access_grant_end", "end"),
)

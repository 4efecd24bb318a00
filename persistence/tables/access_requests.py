"""Requests for access, with what was decided on them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, Uuid, and_, or_

from domain.access_requests.model import OPEN
from persistence.tables.columns import Json, UtcDateTime, metadata

access_request = Table(
    "access_request",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("status", String(30), nullable=False),
    Column("version", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), nullable=False),
    # NULL for a work relation.
    Column("right_code", ForeignKey("access_right.code")),
    Column("contexts", Json, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("reason", Text),
    Column("requested_at", UtcDateTime, nullable=False),
    Column("changed_by", Json, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    # The decision; while the status is WORK_RELATION_NEEDED, an approval that waits for the work relation.
    Column("outcome", String(20)),
    Column("decision_reason", Text),
    Column("share_reason", Boolean),
    Column("decided_by", Json),
    Column("decided_at", UtcDateTime),
    # Decided by the applicant, as the only administrator.
    Column("own_decision", Boolean),
    Column("granted_begin", Date),
    Column("granted_end", Date),
    Column("granted_contexts", Json),
    Column("granted_external", Boolean),
    Index("ix_access_request_person", "person_id", "requested_at"),
    Index("ix_access_request_organisation", "organisation_id", "status", "requested_at"),
)

_OPEN = access_request.c.status.in_(sorted(OPEN))
IS_OPEN = or_(*(access_request.c.status == status for status in sorted(OPEN)))
"""The same, for statements that are written once and take no lists."""
_FOR_RIGHT = and_(_OPEN, access_request.c.right_code.is_not(None))
_FOR_WORK_RELATION = and_(_OPEN, access_request.c.right_code.is_(None))

# Nobody has two open requests for the same.
open_for_right = Index(
    "uq_access_request_open_right",
    access_request.c.person_id,
    access_request.c.organisation_id,
    access_request.c.right_code,
    unique=True,
    sqlite_where=_FOR_RIGHT,
    postgresql_where=_FOR_RIGHT,
)
open_for_work_relation = Index(
    "uq_access_request_open_work_relation",
    access_request.c.person_id,
    access_request.c.organisation_id,
    unique=True,
    sqlite_where=_FOR_WORK_RELATION,
    postgresql_where=_FOR_WORK_RELATION,
)

"""Requests for access, as the applicant sees them, and those who decide on the access of the organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause, or_, select

from domain.access_requests.model import AccessOutcome, AccessRequestStatus
from domain.activities.model import Author
from domain.viewpoints import Viewpoint
from persistence import viewers
from persistence.activity_rows import author_of
from persistence.read_models.access_rights import ACCESS_RIGHT, chosen_contexts
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.persons import PERSON
from persistence.tables.access_requests import access_request
from persistence.tables.persons import person
from plans.model import Column, Computed, Declared, Key, ReadModel, ToOne

_STANDS = frozenset({AccessRequestStatus.APPROVED, AccessRequestStatus.REJECTED})
"""An approval that waits for a work relation is not shown as decided: it may still end otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A decision, as far as somebody may know it."""

    outcome: AccessOutcome
    reason: str | None
    by: Author
    at: datetime
    by_sole_administrator: bool
    begin: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks, and how they are reached."""

    name: str
    email: str
    phone: str


def _access_request(table: FromClause) -> Declared:
    c = table.c
    name = select(person.c.name).where(person.c.id == c.person_id)
    return Declared(
        {
            "id": Key(of=c.id),
            **{column: Column(of=c[column]) for column in ("kind", "status", "version", "requested_at", "reason")},
            "person": ToOne(model=lambda: PERSON, key=c.person_id),
            "organisation": ToOne(model=lambda: ORGANISATION, key=c.organisation_id),
            "right": ToOne(model=lambda: ACCESS_RIGHT, key=c.right_code),
            "contexts": chosen_contexts(table, c.contexts),
            "applicant": Computed(of=_applicant, inputs=(name.correlate(table).scalar_subquery(), c.email, c.phone)),
            "decision": Computed(of=_decision, inputs=tuple(c[each] for each in _DECISION), viewed=True),
        },
        table,
        visible=or_(c.person_id == viewers.PERSON, viewers.administered(c.organisation_id)),
    )


def _applicant(name: str, email: str, phone: str) -> Applicant:
    return Applicant(name=name, email=email, phone=phone)


_DECISION = (
    "status",
    "person_id",
    "outcome",
    "decision_reason",
    "share_reason",
    "decided_by",
    "decided_at",
    "own_decision",
    "granted_begin",
    "granted_end",
)


def _decision(status: str, person_id: UUID, outcome: str, *stored: Any, viewpoint: Viewpoint) -> ShownDecision | None:  # noqa: ANN401 - as _DECISION says
    if AccessRequestStatus(status) not in _STANDS:
        return None
    reason, shared, by, at, own, begin, end = stored
    viewer = viewpoint.actor
    # Why is for the administrators, unless the one who decided wants the applicant to know.
    told = shared or own or viewer.person is None or viewer.person.key != person_id
    return ShownDecision(
        outcome=AccessOutcome(outcome),
        reason=reason if told else None,
        by=author_of(by).shown_to(viewer.organisation_id),
        at=at,
        by_sole_administrator=own,
        begin=begin,
        end=end,
    )


ACCESS_REQUEST = ReadModel("AccessRequest", access_request, "id", _access_request)

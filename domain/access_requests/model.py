"""A request for access, and what is decided on it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Author
from domain.persons.model import KnownPerson


class AccessRequestKind(StrEnum):
    """What is asked for: a right, or to be known as somebody who works there."""

    RIGHT = "RIGHT"
    WORK_RELATION = "WORK_RELATION"


class AccessRequestStatus(StrEnum):
    """Where a request is in its life."""

    SUBMITTED = "SUBMITTED"
    WORK_RELATION_NEEDED = "WORK_RELATION_NEEDED"
    """Approved, as soon as the person is known to work there."""
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


OPEN = frozenset({AccessRequestStatus.SUBMITTED, AccessRequestStatus.WORK_RELATION_NEEDED})
"""Statuses in which an administrator still has something to do."""


class AccessOutcome(StrEnum):
    """What a local administrator can decide."""

    APPROVED = "APPROVED"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTerms:
    """What is granted: for how long, both days included, and for which contexts of the right."""

    begin: date
    end: date
    contexts: tuple[str, ...] = ()
    external: bool = False
    """The person is of another organisation than this one, such as an intermunicipal one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDecision:
    """What was decided, why, and whether the applicant is told why."""

    outcome: AccessOutcome
    reason: str
    share_reason: bool
    by: Author
    at: datetime
    terms: GrantTerms | None = None
    """What is granted, if it is a right."""
    own: bool = False
    """The applicant decided, being the only local administrator there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """A request for access; `version` counts its changes."""

    id: UUID
    kind: AccessRequestKind
    status: AccessRequestStatus
    version: int
    person: KnownPerson
    organisation_id: UUID
    right: str | None
    """Code of the right; None if a work relation is asked for."""
    contexts: tuple[str, ...]
    phone: str
    email: str
    reason: str | None
    requested_at: datetime
    changed_by: Author
    changed_at: datetime
    decision: AccessDecision | None = None
    """In WORK_RELATION_NEEDED an approval that waits for the work relation."""

    @property
    def is_open(self) -> bool:
        """Whether an administrator still has something to do."""
        return self.status in OPEN

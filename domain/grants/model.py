"""A grant: a person may use a right for an organisation, for a time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Author
from domain.persons.model import KnownPerson


class GrantStatus(StrEnum):
    """Where a grant is in its life, on a day."""

    GRANTED = "GRANTED"
    """It has yet to begin."""
    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    """Somebody ended it before its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """That a person may use a right for an organisation, from `begin` up to and including `end`."""

    id: UUID
    version: int
    person: KnownPerson
    organisation_id: UUID
    right: str
    contexts: tuple[str, ...]
    begin: date
    end: date
    external: bool
    granted_at: datetime
    changed_by: Author
    changed_at: datetime
    request_id: UUID | None = None
    """The request that it answers; None if somebody was given it unasked."""
    revoked_at: datetime | None = None

    def status_on(self, day: date) -> GrantStatus:
        """Return where it is in its life on a day."""
        return status_of(begin=self.begin, end=self.end, revoked=self.revoked_at is not None, day=day)


def status_of(*, begin: date, end: date, revoked: bool, day: date) -> GrantStatus:
    """Return where a grant is in its life on a day."""
    if revoked:
        return GrantStatus.REVOKED
    if day < begin:
        return GrantStatus.GRANTED
    return GrantStatus.ACTIVE if day <= end else GrantStatus.EXPIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRights:
    """What a person holds by grants, at one organisation and on one day; by codes of rights."""

    person_id: UUID
    rights: frozenset[str]

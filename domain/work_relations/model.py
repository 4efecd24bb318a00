"""A work relation: a person works for an organisation, and can be reached there by e-mail."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.persons.model import KnownPerson


class WorkRelationKind(StrEnum):
    """How somebody works for an organisation."""

    CIVIL_SERVANT = "CIVIL_SERVANT"
    PERMANENT = "PERMANENT"
    EXTERNAL = "EXTERNAL"
    OCCASIONAL = "OCCASIONAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRelation:
    """That a person works for an organisation, from `begin` up to and including `end`."""

    id: UUID
    person: KnownPerson
    organisation_id: UUID
    kind: WorkRelationKind
    email: str
    phone: str | None
    begin: date
    end: date | None
    established_at: datetime

    def holds_on(self, day: date) -> bool:
        """Whether the person works there on a day."""
        return self.begin <= day and (self.end is None or day <= self.end)

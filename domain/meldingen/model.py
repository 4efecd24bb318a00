"""A Melding: one thing that happened, at a fixed place in the order of its territory."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.territories.model import Nis


class MeldingKind(StrEnum):
    """What can happen; moderators may switch each kind off."""

    ACTIVITY_PUBLISHED = "ACTIVITY_PUBLISHED"
    RECURRING_ACTIVITY_INACTIVE = "RECURRING_ACTIVITY_INACTIVE"
    ACTIVITY_EXPIRED = "ACTIVITY_EXPIRED"
    ACTIVITY_REPORTED = "ACTIVITY_REPORTED"
    ACTIVITIES_IMPORTED_FROM_UIT = "ACTIVITIES_IMPORTED_FROM_UIT"
    ORGANISATION_REGISTERED = "ORGANISATION_REGISTERED"
    ACTIVITY_REGISTERED = "ACTIVITY_REGISTERED"

    @property
    def label(self) -> str:
        """The text of the kind, letter by letter as the platform shows it (four without a full stop, three with)."""
        return _LABELS[self]


_LABELS = {
    MeldingKind.ACTIVITY_PUBLISHED: "Een activiteit werd gepubliceerd",
    MeldingKind.RECURRING_ACTIVITY_INACTIVE: "Een herhalende activiteit is al even inactief",
    MeldingKind.ACTIVITY_EXPIRED: "Een activiteit is verlopen",
    MeldingKind.ACTIVITY_REPORTED: "Een activiteit werd gerapporteerd",
    MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT: "Een nieuwe activiteit is geïmporteerd uit UiT.",
    MeldingKind.ORGANISATION_REGISTERED: "Een nieuwe organisatie is geregistreerd op je grondgebied.",
    MeldingKind.ACTIVITY_REGISTERED: "Een nieuwe activiteit is geregistreerd op je grondgebied.",
}


def text_of(kind: MeldingKind, count: int) -> str:
    """Return what happened, in Dutch; the singular is the text of the kind."""
    if kind is MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT and count > 1:
        return f"{count} nieuwe activiteiten zijn geïmporteerd uit UiT."
    return kind.label


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMelding:
    """A Melding about to be written; the log gives it its place in the order."""

    id: UUID
    territory: Nis
    kind: MeldingKind
    at: datetime
    count: int = 1
    """How many things it is about: an import tells of all its new activities at once."""
    activity_id: UUID | None = None
    organisation_id: UUID | None = None
    """The organisation that did it or that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A Melding as one reader finds it in the log."""

    id: UUID
    territory: Nis
    sequence: int
    """1, 2, 3... within the territory, in the order in which the changes were committed."""
    epoch: str
    """The life of the log that `sequence` counts in; another database is another epoch."""
    kind: MeldingKind
    at: datetime
    count: int
    read: bool
    activity_id: UUID | None
    organisation_id: UUID | None

    @property
    def text(self) -> str:
        """What happened, in Dutch; the singular is the text of the kind."""
        return text_of(self.kind, self.count)

    @property
    def position(self) -> "LogPosition":
        """Where in the log it stands."""
        return LogPosition(territory=self.territory, epoch=self.epoch, sequence=self.sequence)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPosition:
    """A place in the Meldingen of one territory: everything up to and including `sequence` was seen."""

    territory: Nis
    epoch: str
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldingFilter:
    """Which Meldingen a reader wants."""

    kinds: frozenset[MeldingKind] = frozenset()
    """Empty for all."""
    unread_only: bool = False

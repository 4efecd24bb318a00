"""What an importer hands over, and what became of it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.activities.model import ActivityContent, SourceSystem
from domain.territories.model import Nis


class SkipReason(StrEnum):
    """Why a document did not become an activity; the value is what the counts name it."""

    NOT_JSON = "not-json"
    """The file or answer is not JSON, or not text at all."""
    NOT_AN_EVENT = "not-an-event"
    """A place, an organiser, facets, a bare reference: something other than a whole event."""
    NO_ID = "no-id"
    NO_TITLE = "no-title"
    NOT_OFFERED = "not-offered"
    """A draft at the source, or rejected or deleted there before we ever took it over."""
    RESTRICTED_AUDIENCE = "restricted-audience"
    """Members only, or schools only."""
    NO_MUNICIPALITY = "no-municipality"
    """Neither region nor postcode says where; nobody could moderate it."""
    UNKNOWN_MUNICIPALITY = "unknown-municipality"
    """A place outside Flanders and Brussels."""
    OTHER_TERRITORY = "other-territory"
    """Outside the territories that were asked for."""
    SEEN_IN_THIS_RUN = "seen-in-this-run"
    """Another document with the same id came first; a source that pages by time can show one twice."""
    UNREADABLE = "unreadable"
    """A part of the document has a shape that cannot be read; the detail says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedActivity:
    """An event as its source offers it now, in our terms."""

    system: SourceSystem
    external_id: str
    content: ActivityContent
    url: str | None = None
    modified_at: datetime | None = None
    withdrawn: bool = False
    """The source rejected or deleted it."""

    @property
    def territory(self) -> Nis | None:
        """NIS code of the municipality it lies in."""
        return self.content.location.municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A document that was left out, and why."""

    document: str
    """The id of the event, or where the document was found if it has none."""
    reason: SkipReason
    detail: str = ""


class ImportOutcome(StrEnum):
    """What became of one event."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """Counts of one run; every document read is counted under exactly one outcome or skip."""

    outcomes: Counter[ImportOutcome] = field(default_factory=Counter[ImportOutcome])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    @property
    def read(self) -> int:
        """Documents read so far."""
        return self.outcomes.total() + len(self.skipped)

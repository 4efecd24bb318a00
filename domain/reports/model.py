"""A report: somebody tells the moderators that something is wrong with an activity, and what they decide on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Author
from domain.territories.model import Nis


class ReportReason(StrEnum):
    """What is wrong, as a visitor can choose it."""

    WRONG_INFORMATION = "WRONG_INFORMATION"
    CANCELLED = "CANCELLED"
    NOT_IN_DUTCH = "NOT_IN_DUTCH"
    INAPPROPRIATE = "INAPPROPRIATE"
    DUPLICATE = "DUPLICATE"
    OTHER = "OTHER"


class ReportStatus(StrEnum):
    """Whether a moderator has decided."""

    OPEN = "OPEN"
    UPHELD = "UPHELD"
    DISMISSED = "DISMISSED"


class ReportOutcome(StrEnum):
    """What a moderator can decide; each is the status that the report then has."""

    UPHELD = "UPHELD"
    DISMISSED = "DISMISSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A report about to be written. Who sent it is kept apart from what it says."""

    id: UUID
    activity_id: UUID
    territory: Nis | None
    reason: ReportReason
    text: str
    reported_at: datetime
    tracking_code: str
    """Secret of the reporter: a report keeps only its digest, a keyed request the code itself, to give it again."""
    reporter_email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on a report; `explanation` is for the organiser and for the reporter."""

    outcome: ReportOutcome
    explanation: str
    by: Author
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that waits for a second person; `unpublish` tells whether it takes the activity offline."""

    outcome: ReportOutcome
    explanation: str
    unpublish: bool
    by: Author
    at: datetime
    person_id: str
    """Who may not confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it is decided on; `version` counts the changes. Nothing in it says who sent it."""

    id: UUID
    activity_id: UUID
    territory: Nis | None
    status: ReportStatus
    version: int
    changed_by: Author
    changed_at: datetime
    decision: Decision | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOfReasons:
    """What an organiser is told of a report on their activity that was upheld: why, and nothing of who sent it."""

    outcome: ReportOutcome
    reason: ReportReason
    explanation: str
    at: datetime

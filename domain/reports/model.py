"""A report: somebody tells the moderators that something is wrong with an activity."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

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
    """Secret of the reporter; only its digest is kept."""
    reporter_email: str | None

"""The channel of an organisation: the one application of a group that it uses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Author


class ChannelStatus(StrEnum):
    """Whether an organisation still uses an application."""

    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """That an organisation uses an application, and no other of its group."""

    id: UUID
    organisation_id: UUID
    application: str
    group: str
    since: datetime
    decided_by: Author
    decided_on: date
    """The day on which the board of the organisation decided, or decides."""
    reason: str
    ended_at: datetime | None = None

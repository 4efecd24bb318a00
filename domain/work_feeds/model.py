"""A private feed of what waits for the moderators of a territory, and what stands in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.schedules.local_time import as_local
from domain.territories.model import Nis

LIFETIME = timedelta(days=400)
"""A calendar asks without an access token, so nobody can tell whether its owner still moderates; so it ends."""

MOST_FEEDS = 10
"""Of one person at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFeed:
    """A feed, of the person who made it and of the capacity in which they did.

    Whoever has its address can read it: only a digest of that is kept.
    """

    id: UUID
    name: str
    person_id: str
    organisation_id: UUID
    territory: Nis
    created_at: datetime
    expires_at: datetime


class WorkKind(StrEnum):
    """Why an activity waits for a moderator."""

    TO_DECIDE = "TO_DECIDE"
    """A draft from UiTdatabank that nobody published yet."""
    REPORTED = "REPORTED"
    """A visitor said that something is wrong, and nobody decided on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """One thing that waits. Who reported what is not in it."""

    activity_id: UUID
    kind: WorkKind
    title: str
    version: int
    next_start: datetime | None
    """When the activity next takes place."""
    arrived_at: datetime
    """When the draft came in, or the first open report."""
    changed_at: datetime
    count: int = 1
    """Open reports."""

    @property
    def due(self) -> date:
        """The day by which to decide: before it takes place, or else the day on which it came in."""
        return as_local(self.next_start or self.arrived_at).date()

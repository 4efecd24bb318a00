"""A way back from a decision: what is offered to who decided, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from domain.activities.model import Activity, ActivityStatus

UNDOABLE_FOR = timedelta(minutes=10)
"""How long a decision can be undone: long enough to notice a slip, too short for others to have built on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoOffer:
    """The way back as who decided gets it; the token is shown to nobody else."""

    token: str
    expires_at: datetime

    def as_json(self) -> dict[str, str]:
        """Return what is kept with the answer to a request, so that a repeated one gets the same way back."""
        return {"token": self.token, "expires_at": self.expires_at.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> Self:
        """Return the way back that was kept."""
        return cls(token=kept["token"], expires_at=datetime.fromisoformat(kept["expires_at"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """What one activity was before a decision, and the version that the decision left."""

    activity_id: UUID
    version: int
    status: ActivityStatus
    published_at: datetime | None

    @classmethod
    def back_to(cls, before: Activity, after: Activity) -> Self:
        """Return the step that leads from an activity after a decision to what it was."""
        return cls(activity_id=before.id, version=after.version, status=before.status, published_at=before.published_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUndo:
    """A way back about to be kept, for one person acting for one organisation."""

    offer: UndoOffer
    person_id: str | None
    organisation_id: UUID | None
    steps: tuple[UndoStep, ...]

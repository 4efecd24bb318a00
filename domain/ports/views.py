"""Views, to count."""

from datetime import date
from typing import Protocol
from uuid import UUID

from domain.views.model import ViewedActivity


class Views(Protocol):
    """How often activities were opened."""

    async def viewed(self, activity_id: UUID) -> ViewedActivity | None:
        """Return what decides whether opening an activity counts."""
        ...

    async def salt(self, day: date, *, fresh: str) -> str:
        """Return the salt of a day, which is `fresh` if there was none; the salts of earlier days are gone then."""
        ...

    async def count(self, activity_id: UUID, digest: str, *, day: date) -> bool:
        """Count a view, unless the same digest was counted on this day; return whether it was."""
        ...

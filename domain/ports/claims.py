"""Claims, to hold and to release."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.activities.model import Activity
from domain.claims.model import Claim


class Claims(Protocol):
    """Who looks at which activity; only for activities that are locked in this unit of work."""

    async def get(self, activity_id: UUID) -> Claim | None:
        """Return the claim on an activity, also one that has ended."""
        ...

    async def hold(self, activity: Activity, claim: Claim, *, at: datetime) -> None:
        """Let a claim stand on an activity, in the place of any other."""
        ...

    async def release(self, activities: Sequence[Activity]) -> None:
        """Let go of every claim on activities."""
        ...

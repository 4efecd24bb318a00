"""Activities, to decide on and to write."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from domain.activities.model import Activity


class Activities(Protocol):
    """Activities, to decide on."""

    async def get(self, activity_id: UUID) -> Activity | None:
        """Return an activity and keep others from changing it until this unit of work ends."""
        ...

    async def get_all(self, activity_ids: Collection[UUID]) -> Mapping[UUID, Activity]:
        """Return those of these activities that there are, and keep others from changing them until the end.

        They are locked in an order that is the same for everybody, so that nobody waits in a circle.
        """
        ...

    async def add(self, activity: Activity) -> None:
        """Add a new activity that was entered here."""
        ...

    async def rewrite(self, activity: Activity) -> None:
        """Write everything about an activity that was read in this unit of work."""
        ...

    async def save_all(self, activities: Sequence[Activity]) -> None:
        """Write the state of activities that were read in this unit of work."""
        ...

"""Examples of activities, to start from."""

from typing import Protocol
from uuid import UUID

from domain.inspiration.model import Inspiration


class Inspirations(Protocol):
    """Example activities."""

    async def get(self, inspiration_id: UUID) -> Inspiration | None:
        """Return an example."""
        ...

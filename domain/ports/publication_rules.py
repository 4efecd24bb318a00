"""The publication rules, to decide by."""

from datetime import datetime
from typing import Protocol

from domain.activities.rules import Rules


class PublicationRules(Protocol):
    """The publication rules."""

    async def in_force(self, at: datetime) -> Rules:
        """Return the rules in force at a moment, by number."""
        ...

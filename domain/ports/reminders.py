"""Who was reminded of what."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.grants.reminding import EndWarning


class Reminders(Protocol):
    """What administrators were told of grants that end."""

    async def note(self, administrator_id: UUID, warnings: Sequence[EndWarning], *, today: date) -> None:
        """Write that an administrator was told, and forget what they were told of grants that ended."""
        ...

"""The log of Meldingen, to append to and to mark as read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.meldingen.model import LogPosition, NewMelding
from domain.territories.model import Nis


class MeldingLog(Protocol):
    """The Meldingen of each territory, in commit order."""

    async def add(self, melding: NewMelding) -> int:
        """Append a Melding and return its sequence number; others wait for this unit of work to end."""
        ...

    async def add_all(self, meldingen: Sequence[NewMelding]) -> None:
        """Append several, in order within each territory."""
        ...

    async def head(self, territory: Nis) -> LogPosition:
        """Return the last place in the log of a territory."""
        ...

    async def mark_read(self, person_id: str, up_to: LogPosition, *, at: datetime) -> None:
        """Move a reader's mark forward."""
        ...

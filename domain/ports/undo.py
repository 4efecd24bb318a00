"""Ways back from decisions, to keep and to take."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.undo.model import NewUndo, UndoStep


class Undos(Protocol):
    """Ways back from decisions."""

    async def add(self, new: NewUndo, *, at: datetime) -> None:
        """Keep a way back; its token cannot be read from what is kept."""
        ...

    async def take(
        self, token: str, *, person_id: str, organisation_id: UUID | None, at: datetime
    ) -> Sequence[UndoStep]:
        """Use up a way back and return its steps; none if it is unknown, used, expired or another's."""
        ...

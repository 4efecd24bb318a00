"""The audit log, to append to."""

from collections.abc import Sequence
from typing import Protocol

from domain.audit import AuditEntry


class AuditLog(Protocol):
    """The trail of decisions."""

    async def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
        ...

    async def add_all(self, entries: Sequence[AuditEntry]) -> None:
        """Append several."""
        ...

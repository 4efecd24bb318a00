"""The trail of decisions about access."""

from typing import Protocol

from domain.access_audit import AccessAuditEntry


class AccessAudit(Protocol):
    """Who decided what about whose access."""

    async def add(self, entry: AccessAuditEntry) -> None:
        """Append an entry."""
        ...

"""The trail of decisions, appended within a unit of work."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.audit import AuditEntry
from persistence.tables.audit import audit_entry


class StoredAuditLog:
    """The audit log as a unit of work appends to it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
        await self.add_all([entry])

    async def add_all(self, entries: Sequence[AuditEntry]) -> None:
        """Append several, in order."""
        rows: list[dict[str, Any]] = [
            asdict(entry) | {"changes": [asdict(c) for c in entry.changes]} for entry in entries
        ]
        if rows:
            await self._connection.execute(insert(audit_entry), rows)

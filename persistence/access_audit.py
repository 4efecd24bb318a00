"""The trail of decisions about access, appended within a unit of work."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_audit import AccessAuditEntry
from persistence.tables.access_audit import access_audit_entry


class StoredAccessAudit:
    """The trail as a unit of work appends to it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entry: AccessAuditEntry) -> None:
        """Append an entry."""
        row: dict[str, Any] = asdict(entry)
        row |= row.pop("concern") | {"changes": [asdict(each) for each in entry.changes]}
        await self._connection.execute(insert(access_audit_entry).values(row))

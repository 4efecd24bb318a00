"""Which organisation manages the access of which other ones, looked up within a unit of work."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from persistence.tables.delegations import delegation


class StoredDelegations:
    """The delegations of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def manages(self, manager_id: UUID, organisation_id: UUID) -> bool:
        """Whether an organisation manages the access of another one now."""
        current = exists().where(
            delegation.c.manager_id == manager_id,
            delegation.c.organisation_id == organisation_id,
            delegation.c.ended_at.is_(None),
        )
        return bool((await self._connection.execute(select(current))).scalar_one())

"""Which organisation manages the access of which other ones, kept within a unit of work."""

from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.delegations.model import Delegation
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

    async def current(self, manager_id: UUID, organisation_id: UUID) -> Delegation | None:
        """Return the delegation by which an organisation manages the access of another one now."""
        statement = select(delegation).where(
            delegation.c.manager_id == manager_id,
            delegation.c.organisation_id == organisation_id,
            delegation.c.ended_at.is_(None),
        )
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else Delegation(**row)

    async def add(self, new: Delegation) -> None:
        """Add a new delegation."""
        await self._connection.execute(insert(delegation).values(asdict(new)))

    async def save(self, changed: Delegation) -> None:
        """Write whether and when a delegation ended."""
        await self._connection.execute(
            update(delegation).where(delegation.c.id == changed.id).values(ended_at=changed.ended_at)
        )

    async def managed_by(self, manager_ids: Collection[UUID]) -> Collection[UUID]:
        """Return the organisations whose access is managed by any of these now."""
        statement = (
            select(delegation.c.organisation_id)
            .where(delegation.c.manager_id.in_(manager_ids), delegation.c.ended_at.is_(None))
            .distinct()
        )
        return list((await self._connection.execute(statement)).scalars())

"""Which organisation manages the access of which other ones."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from domain.delegations.model import Delegation


class Delegations(Protocol):
    """Organisations whose access another one manages."""

    async def manages(self, manager_id: UUID, organisation_id: UUID) -> bool:
        """Whether an organisation manages the access of another one now."""
        ...

    async def current(self, manager_id: UUID, organisation_id: UUID) -> Delegation | None:
        """Return the delegation by which an organisation manages the access of another one now."""
        ...

    async def add(self, delegation: Delegation) -> None:
        """Add a new delegation."""
        ...

    async def save(self, delegation: Delegation) -> None:
        """Write whether and when a delegation ended."""
        ...

    async def managed_by(self, manager_ids: Collection[UUID]) -> Collection[UUID]:
        """Return the organisations whose access is managed by any of these now."""
        ...

"""Which organisation manages the access of which other ones."""

from typing import Protocol
from uuid import UUID


class Delegations(Protocol):
    """Organisations whose access another one manages."""

    async def manages(self, manager_id: UUID, organisation_id: UUID) -> bool:
        """Whether an organisation manages the access of another one now."""
        ...

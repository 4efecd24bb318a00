"""Organisations, to act for and to register."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from domain.organisations.model import Organisation


class Organisations(Protocol):
    """Organisations, to act for and to register."""

    async def get(self, organisation_id: UUID) -> Organisation | None:
        """Return an organisation that has not ended."""
        ...

    async def hold(self, organisation_ids: Collection[UUID]) -> Mapping[UUID, Organisation]:
        """Return those that have not ended, and let nobody else decide on their access meanwhile.

        They are locked in an order that is the same for everybody, so that nobody waits in a circle.
        """
        ...

    async def with_kbo(self, kbo: str) -> Organisation | None:
        """Return the organisation with a KBO number, and keep others from changing it until this unit of work ends."""
        ...

    async def add(self, organisation: Organisation) -> bool:
        """Add a new organisation; False if another with the same number came first."""
        ...

    async def save(self, organisation: Organisation) -> None:
        """Write an organisation that was read in this unit of work."""
        ...

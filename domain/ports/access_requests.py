"""Requests for access, to file and to decide on."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.access_requests.model import AccessRequest


class AccessRequests(Protocol):
    """Requests for access."""

    async def get(self, request_id: UUID) -> AccessRequest | None:
        """Return a request and keep others from changing it until this unit of work ends."""
        ...

    async def add(self, request: AccessRequest) -> bool:
        """File a new request; False if the person has an open one for the same."""
        ...

    async def count_open(self, person_id: UUID) -> int:
        """Count the open requests of a person."""
        ...

    async def count_since(self, person_id: UUID, since: datetime) -> int:
        """Count the requests that a person filed at a moment or later."""
        ...

    async def save(self, request: AccessRequest) -> None:
        """Write the state of a request that was read in this unit of work."""
        ...

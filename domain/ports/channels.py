"""Channels, to switch and to rely on."""

from typing import Protocol
from uuid import UUID

from domain.channels.model import Channel


class Channels(Protocol):
    """By which application organisations reach the government."""

    async def current(self, organisation_id: UUID, group: str) -> Channel | None:
        """Return the channel that an organisation uses now, of those in a group."""
        ...

    async def add(self, channel: Channel) -> None:
        """Add the channel that an organisation begins to use; the one before must have ended."""
        ...

    async def save(self, channel: Channel) -> None:
        """Write whether and when a channel ended."""
        ...

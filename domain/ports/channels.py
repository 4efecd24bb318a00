"""Channels, to switch and to rely on."""

from typing import Protocol
from uuid import UUID

from domain.channels.model import Channel


class Channels(Protocol):
    """By which application organisations reach the government."""

    async def current(self, organisation_id: UUID, group: str) -> Channel | None:
        """Return the channel that an organisation uses now, of those in a group."""
        ...

"""The bell of the log of Meldingen."""

from typing import Protocol

from domain.territories.model import Nis


class Announcer(Protocol):
    """The bell that says that a territory has news; the news itself is in the log."""

    async def announce(self, territory: Nis, sequence: int) -> None:
        """Say that the log of a territory reaches up to `sequence`. May be lost; must not raise."""
        ...

    async def announce_claims(self, territory: Nis) -> None:
        """Say that other claims stand on a territory than before. May be lost; must not raise."""
        ...

    async def announce_access_tasks(self) -> None:
        """Say that other requests for access are open than before. May be lost; must not raise."""
        ...

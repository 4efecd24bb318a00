"""Sessions, to begin and to end, and sign-ins that are under way."""

from datetime import datetime
from typing import Protocol

from domain.sessions.model import PendingSignIn, Session


class Sessions(Protocol):
    """People who are signed in with a browser, or about to be."""

    async def start(self, session: Session) -> None:
        """Begin a session."""
        ...

    async def note(self, digest: str, *, at: datetime) -> None:
        """Write that a session is in use."""
        ...

    async def end(self, digest: str) -> str | None:
        """End a session, and return whose it was; None if there is none."""
        ...

    async def keep(self, pending: PendingSignIn, *, at: datetime) -> None:
        """Keep what a sign-in needs."""
        ...

    async def take(self, digest: str, *, browser: str, at: datetime) -> PendingSignIn | None:
        """Use up what was kept for a sign-in; None if it is unknown, used, too late, or another browser's."""
        ...

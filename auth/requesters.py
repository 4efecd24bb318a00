"""Whoever is on the other end: the actor they are, and what they proved it with."""

from dataclasses import dataclass
from datetime import datetime

from auth.claims import Identity
from domain.actors import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Somebody who sends requests, or listens."""

    actor: Actor
    identity: Identity | None = None
    """Who they proved to be; None for somebody who did not sign in."""
    session: str | None = None
    """Digest of the id of their session; None for who sent a token."""
    until: datetime | None = None
    """When it has to be found out again whether they are still signed in."""

    @property
    def subject(self) -> str | None:
        """Whose rights these are."""
        return self.identity.subject if self.identity else None


NOBODY = Requester(actor=ANONYMOUS)

"""From the id of a session, which a browser sends along, to who is signed in."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime

from auth.claims import Identity
from auth.tokens import TokenRejectedError
from domain.ports import OpenUnitOfWork
from domain.sessions.actions import note_session
from domain.sessions.model import Session, digest_of
from domain.sessions.rules import SessionLimits, has_ended, to_be_noted

FindSession = Callable[[str], Awaitable[Session | None]]

MOST_ID = 100


class ForgedRequestError(Exception):
    """A request with a session, of which nothing shows that a page of ours made it."""


class SessionEndedError(TokenRejectedError):
    """The id of a session that is over, or never was."""

    def __init__(self) -> None:
        super().__init__("Je sessie is afgelopen. Meld je opnieuw aan.", code="SESSION_ENDED")


def new_session_id() -> str:
    """Return an id that nobody can guess."""
    return secrets.token_urlsafe(32)


def csrf_token(session_id: str) -> str:
    """Return what pages of ours send along to show that they are: others cannot know it, and it goes with a session."""
    digest = hmac.digest(session_id.encode(), b"csrf", hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class SignedInSessions:
    """Sessions as requests use them."""

    def __init__(
        self,
        find: FindSession,
        open_unit_of_work: OpenUnitOfWork,
        limits: SessionLimits,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._find = find
        self._open = open_unit_of_work
        self._now = now
        self.limits = limits

    async def with_id(self, session_id: str) -> Session:
        """Return the session with an id; raises `SessionEndedError`."""
        return await self.with_digest(digest_of(session_id))

    async def with_digest(self, digest: str) -> Session:
        """Return a session that is not over; raises `SessionEndedError`."""
        session = await self._find(digest)
        if session is None or has_ended(session, self.limits, self._now()):
            raise SessionEndedError
        return session

    async def note(self, session: Session) -> None:
        """Remember that a session is in use."""
        if to_be_noted(session, self._now()):
            await note_session(session.digest, self._open, at=self._now())


def identity_in(session: Session) -> Identity:
    """Return who is signed in."""
    return Identity(
        subject=session.subject,
        name=session.name,
        organisation_code=session.organisation_code,
        rights=session.rights,
        expires_at=session.expires_at,
        target_group=session.target_group,
        acr=session.acr,
    )

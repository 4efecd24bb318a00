"""Who sends a request: found out once, remembered for a moment, and found out again when their rights changed."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from auth.actors import ActorFinder
from auth.bearers import BearerTokens
from auth.claims import Identity
from auth.requesters import NOBODY, Requester
from auth.sessions import MOST_ID, SessionEndedError, SignedInSessions, identity_in
from auth.tokens import LEEWAY, TokenRejectedError
from domain.actors import Actor
from domain.sessions.model import Session, digest_of
from domain.sessions.rules import ends_at

REMEMBERED = 5.0
"""Seconds; when an organisation ends, who acts for it is turned away after at most so long."""
MOST_REMEMBERED = 2000
LOOKS = 3
"""How often somebody is looked at again while the rights of people change."""


class Authenticator:
    """Says who is asking. Without proof that is nobody; with a bad one it is refused, not nobody."""

    def __init__(
        self,
        bearers: BearerTokens,
        sessions: SignedInSessions,
        finder: ActorFinder,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._bearers = bearers
        self._sessions = sessions
        self._finder = finder
        self._now = now
        self._known: OrderedDict[bytes, tuple[float, Requester]] = OrderedDict()
        self._changes = 0

    async def actor(self, authorization: str | None) -> Actor:
        """Return the actor behind an `Authorization` value; raises `TokenRejectedError`."""
        return (await self.bearer(authorization)).actor

    async def bearer(self, authorization: str | None) -> Requester:
        """Return who sends an `Authorization` value; raises `TokenRejectedError`.

        A dashboard sends the same token with every request; who sent it is remembered for `REMEMBERED` seconds.
        """
        if authorization is None or not authorization.strip():
            return NOBODY
        # Whoever reads the memory of this process finds no token in it.
        name = hashlib.sha256(authorization.encode()).digest()
        return await self._remembered(name, lambda: self._with_token(authorization))

    async def session(self, session_id: str) -> Requester:
        """Return who has the id of a session, which is in use by that; raises `SessionEndedError`."""
        if len(session_id) > MOST_ID or not session_id.isascii():
            raise SessionEndedError
        digest = digest_of(session_id)
        return await self._remembered(bytes.fromhex(digest), lambda: self._in_session(digest, in_use=True))

    async def still(self, requester: Requester) -> Requester:
        """Return who somebody is who does something on a connection that was opened before."""
        digest = requester.session
        if digest is None:
            return requester
        return await self._remembered(bytes.fromhex(digest), lambda: self._in_session(digest, in_use=True))

    async def again(self, requester: Requester) -> Requester:
        """Return who somebody is by now; raises `TokenRejectedError` if they are no longer signed in."""
        if requester.identity is None:
            return requester
        if requester.session is not None:
            return await self._in_session(requester.session, in_use=False)
        if not self._is_current(requester):
            raise TokenRejectedError("Je token is verlopen. Meld je opnieuw aan.", expired=True)
        return await self._with_identity(requester.identity)

    def forget(self, subject: str) -> None:
        """Find out anew what somebody may do, when they next ask."""
        self._changes += 1
        for name in [name for name, (_, known) in self._known.items() if known.subject == subject]:
            del self._known[name]

    async def _remembered(self, name: bytes, find: Callable[[], Awaitable[Requester]]) -> Requester:
        until, known = self._known.get(name, (0.0, NOBODY))
        if time.monotonic() < until and self._is_current(known):
            return known
        for _ in range(LOOKS):
            changes = self._changes
            found = await find()
            # Whose rights changed meanwhile may have been looked at before: what is opened now must not miss it.
            if changes == self._changes:
                break
        else:
            return found
        self._known[name] = time.monotonic() + REMEMBERED, found
        self._known.move_to_end(name)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return found

    async def _with_token(self, authorization: str) -> Requester:
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise TokenRejectedError("Stuur je token als 'Bearer <token>'.")
        identity = await self._bearers.identity(token.strip())
        if not identity.subject:
            raise TokenRejectedError("Dit token zegt niet van wie het is.")
        return await self._with_identity(identity)

    async def _with_identity(self, identity: Identity) -> Requester:
        until = identity.expires_at + timedelta(seconds=LEEWAY)
        return Requester(actor=await self._finder.actor_of(identity), identity=identity, until=until)

    async def _in_session(self, digest: str, *, in_use: bool) -> Requester:
        session = await self._sessions.with_digest(digest)
        if in_use:
            await self._sessions.note(session)
        return await self._as(session)

    async def _as(self, session: Session) -> Requester:
        identity = identity_in(session)
        return Requester(
            actor=await self._finder.actor_of(identity),
            identity=identity,
            session=session.digest,
            until=ends_at(session, self._sessions.limits),
        )

    def _is_current(self, requester: Requester) -> bool:
        return requester.until is None or self._now() <= requester.until

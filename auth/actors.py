"""From a request's token to the actor of the domain."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from auth.claims import identity_of
from auth.tokens import TokenRejectedError, TokenVerifier
from domain.actors import ANONYMOUS, Actor, Person
from domain.organisations.model import Organisation

FindOrganisation = Callable[[str], Awaitable[Organisation | None]]


REMEMBERED = 5.0
"""Seconds; when an organisation ends, who acts for it is turned away after at most so long."""
MOST_REMEMBERED = 2000


class Authenticator:
    """Says who is asking. Without a token that is nobody; with a bad one it is refused, not nobody."""

    def __init__(self, verifier: TokenVerifier, find_organisation: FindOrganisation, *, rights_claim: str) -> None:
        self._verifier = verifier
        self._find_organisation = find_organisation
        self._rights_claim = rights_claim
        self._known: OrderedDict[bytes, tuple[float, Actor]] = OrderedDict()

    async def actor(self, authorization: str | None) -> Actor:
        """Return the actor behind an `Authorization` value; raises `TokenRejectedError`.

        A dashboard sends the same token with every request; who sent it is remembered for `REMEMBERED` seconds.
        """
        if authorization is None or not authorization.strip():
            return ANONYMOUS
        # Whoever reads the memory of this process finds no token in it.
        name = hashlib.sha256(authorization.encode()).digest()
        until, known = self._known.get(name, (0.0, ANONYMOUS))
        if time.monotonic() < until and self._verifier.is_current(known.expires_at):
            return known
        actor = await self._found(authorization)
        self._known[name] = time.monotonic() + REMEMBERED, actor
        self._known.move_to_end(name)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return actor

    async def _found(self, authorization: str) -> Actor:
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise TokenRejectedError("Stuur je token als 'Bearer <token>'.")
        identity = identity_of(self._verifier.verify(token.strip()), rights_claim=self._rights_claim)
        if not identity.subject:
            raise TokenRejectedError("Dit token zegt niet van wie het is.")
        organisation = await self._find_organisation(identity.organisation_code) if identity.organisation_code else None
        return Actor(
            person=Person(id=identity.subject, name=identity.name),
            organisation=organisation,
            organisation_code=identity.organisation_code,
            rights=identity.rights if organisation is not None else frozenset(),
            expires_at=identity.expires_at,
        )

"""From a request's token to the actor of the domain."""

from collections.abc import Awaitable, Callable

from auth.claims import identity_of
from auth.tokens import TokenRejectedError, TokenVerifier
from domain.actors import ANONYMOUS, Actor, Person
from domain.organisations.model import Organisation

FindOrganisation = Callable[[str], Awaitable[Organisation | None]]


class Authenticator:
    """Says who is asking. Without a token that is nobody; with a bad one it is refused, not nobody."""

    def __init__(self, verifier: TokenVerifier, find_organisation: FindOrganisation, *, rights_claim: str) -> None:
        self._verifier = verifier
        self._find_organisation = find_organisation
        self._rights_claim = rights_claim

    async def actor(self, authorization: str | None) -> Actor:
        """Return the actor behind an `Authorization` value; raises `TokenRejectedError`."""
        if authorization is None or not authorization.strip():
            return ANONYMOUS
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
            rights=identity.rights if organisation is not None else frozenset(),
            expires_at=identity.expires_at,
        )

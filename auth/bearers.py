"""From a bearer token to who it stands for."""

from typing import Protocol

from auth.claims import Identity, identity_of
from auth.tokens import TokenRejectedError, TokenVerifier


class BearerTokens(Protocol):
    """Tokens that somebody sends along with a request."""

    async def identity(self, token: str) -> Identity:
        """Return who a token stands for; raises `TokenRejectedError`."""
        ...


class KnownKeys:
    """Tokens that are checked with keys we have."""

    def __init__(self, verifier: TokenVerifier, *, rights_claim: str) -> None:
        self._verifier = verifier
        self._rights_claim = rights_claim

    async def identity(self, token: str) -> Identity:
        """Return who a token stands for; raises `TokenRejectedError`."""
        return identity_of(self._verifier.verify(token), rights_claim=self._rights_claim)


class Bearers:
    """Tokens that are checked with keys we have, and others that their provider knows."""

    def __init__(self, known: BearerTokens, others: BearerTokens) -> None:
        self._known = known
        self._others = others

    async def identity(self, token: str) -> Identity:
        """Return who a token stands for; raises `TokenRejectedError`."""
        try:
            return await self._known.identity(token)
        except TokenRejectedError as error:
            # Signed with a key of ours: nobody else knows more about it.
            if error.expired:
                raise
        return await self._others.identity(token)

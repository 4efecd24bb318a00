"""Checking bearer tokens: signature, algorithm, issuer, audience and time."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ["RS256", "ES256"]
"""Signatures with a private key only: no shared secrets, and never `none`."""

LEEWAY = 30
"""Seconds that clocks may differ."""

MAX_TOKEN = 8192

MOST_KNOWN = 2000
"""Tokens whose signatures are remembered; a token is remembered by its digest."""


class TokenRejectedError(Exception):
    """What proves nothing, a token or else; `expired` tells that a fresh one would do."""

    def __init__(self, message: str, *, expired: bool = False, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.expired = expired
        self.code = code or ("TOKEN_EXPIRED" if expired else "UNAUTHENTICATED")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedIssuer:
    """Whose tokens are accepted, meant for whom, and the public keys they are signed with."""

    issuer: str
    audience: str
    keys: KeySet


class TokenVerifier:
    """Accepts the tokens of the trusted issuers, and nothing else."""

    def __init__(self, issuers: Sequence[TrustedIssuer], *, now: Callable[[], datetime]) -> None:
        self._issuers = issuers
        self._now = now
        self._signed: OrderedDict[tuple[int, bytes], dict[str, Any]] = OrderedDict()

    def verify(self, token: str) -> Mapping[str, object]:
        """Return the claims of a valid token; raises `TokenRejectedError` with a sentence in Dutch."""
        if len(token) > MAX_TOKEN:
            raise TokenRejectedError("Dit is geen geldig token.")
        expired = False
        for trusted in self._issuers:
            try:
                return self._claims(token, trusted)
            except ExpiredTokenError:
                expired = True
            # Rubbish makes the decoder raise ValueError and its kin as well as its own errors.
            except (JoseError, ValueError, TypeError, KeyError):
                continue
        if expired:
            raise TokenRejectedError("Je token is verlopen. Meld je opnieuw aan.", expired=True)
        raise TokenRejectedError("Dit is geen geldig token.")

    def _claims(self, token: str, trusted: TrustedIssuer) -> Mapping[str, object]:
        claims = self._signed_claims(token, trusted)
        registry = jwt.JWTClaimsRegistry(
            now=int(self._now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": trusted.issuer},
            aud={"essential": True, "value": trusted.audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        registry.validate(claims)
        return MappingProxyType(claims)

    def _signed_claims(self, token: str, trusted: TrustedIssuer) -> dict[str, Any]:
        """Return the claims of a token with a good signature; its time is another matter.

        A client sends the same token for hours, and a signature does not change; checking it costs more than a read.
        """
        name = id(trusted), hashlib.sha256(token.encode()).digest()
        known = self._signed.get(name)
        if known is None:
            known = self._signed[name] = jwt.decode(token, trusted.keys, algorithms=ALGORITHMS).claims
            if len(self._signed) > MOST_KNOWN:
                self._signed.popitem(last=False)
        return known

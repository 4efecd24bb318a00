"""Tokens that the provider gave a client, such as an app on a telephone, to send to us."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError

from auth.claims import Identity, identity_of
from auth.oidc.discovery import Metadata
from auth.oidc.http import ProviderHttp
from auth.oidc.kept import Kept
from auth.oidc.keys import ProviderKeys, header_of
from auth.oidc.registration import Registration
from auth.tokens import ALGORITHMS, LEEWAY, MAX_TOKEN, TokenRejectedError

REMEMBERED = timedelta(seconds=30)
"""How long an answer about a token holds: so long can one that was withdrawn be used."""
MOST_REMEMBERED = 2000

EXPIRED = "Je token is verlopen. Meld je opnieuw aan."
NOT_VALID = "Dit is geen geldig token."


class ProviderTokens:
    """Access tokens of the provider: signed ones are checked here, of others the provider is asked what they mean."""

    def __init__(
        self, known: Registration, http: ProviderHttp, metadata: Kept[Metadata], keys: ProviderKeys,
        *, now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._known = known
        self._http = http
        self._metadata = metadata
        self._keys = keys
        self._now = now
        self._answers: OrderedDict[bytes, tuple[datetime, Mapping[str, Any]]] = OrderedDict()

    async def identity(self, token: str) -> Identity:
        """Return who a token stands for; raises `TokenRejectedError` or `ProviderUnavailableError`."""
        if len(token) > MAX_TOKEN or not token.isascii() or not token.isprintable():
            raise TokenRejectedError(NOT_VALID)
        claims = await (self._signed(token) if header_of(token) else self._asked(token))
        return identity_of(claims, rights_claim=self._known.rights_claim)

    async def _signed(self, token: str) -> Mapping[str, object]:
        # What else the provider signs, such as the token that says who signed in, is no proof of access.
        if str(header_of(token).get("typ", "")).casefold().removeprefix("application/") != "at+jwt":
            raise TokenRejectedError(NOT_VALID)
        keys = await self._keys.for_token(token)
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise TokenRejectedError(NOT_VALID) from error
        return self._valid(claims)

    async def _asked(self, token: str) -> Mapping[str, object]:
        name, now = hashlib.sha256(token.encode()).digest(), self._now()
        until, answer = self._answers.get(name, (now, {}))
        if until <= now:
            answer = await self._introspected(token)
            self._answers[name] = now + REMEMBERED, answer
            self._answers.move_to_end(name)
            if len(self._answers) > MOST_REMEMBERED:
                self._answers.popitem(last=False)
        if answer.get("active") is not True:
            raise TokenRejectedError(NOT_VALID)
        # It need not say who made the token: that is whom we asked.
        return self._valid({"iss": self._known.issuer, **answer})

    async def _introspected(self, token: str) -> Mapping[str, Any]:
        address = (await self._metadata.get()).introspection_endpoint
        if address is None:
            return {"active": False}
        return MappingProxyType(
            dict(await self._http.post(address, {"token": token, "token_type_hint": "access_token"}))
        )

    def _valid(self, claims: dict[str, Any]) -> Mapping[str, object]:
        registry = jwt.JWTClaimsRegistry(
            now=int(self._now().timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self._known.issuer},
            aud={"essential": True, "value": self._known.api_audience or ""},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            registry.validate(claims)
        except ExpiredTokenError as error:
            raise TokenRejectedError(EXPIRED, expired=True) from error
        except (JoseError, ValueError, TypeError) as error:
            raise TokenRejectedError(NOT_VALID) from error
        return claims

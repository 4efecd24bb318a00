"""The authorization server: authlib's, with our memory, keys and clock under it."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer
from authlib.oauth2.rfc9207 import IssuerParameter
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from auth.development_provider.claims import SCOPES, claims_of
from auth.development_provider.clients import Client
from auth.development_provider.issued import Code, Session, SignedIn, Token
from auth.development_provider.kept import Kept
from auth.development_provider.people import DemoPerson
from auth.development_provider.requests import Answer, ProviderRequest

CODE_LIFETIME = timedelta(seconds=30)
ACCESS_LIFETIME = timedelta(hours=1)
REFRESH_LIFETIME = timedelta(hours=8)
SESSION_LIFETIME = timedelta(hours=2)
ALGORITHM = "RS256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """For whom the provider speaks, and to whom."""

    issuer: str
    people: Sequence[DemoPerson]
    clients: Sequence[Client]
    application_scope: str
    rights_claim: str
    now: Callable[[], datetime]

    @property
    def scopes(self) -> tuple[str, ...]:
        """Everything that can be asked for."""
        return (*SCOPES, self.application_scope)


class Memory:
    """Everything that the provider knows besides its configuration."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.codes: Kept[Code] = Kept(now, lifetime=CODE_LIFETIME)
        self.tokens: Kept[Token] = Kept(now, lifetime=ACCESS_LIFETIME)
        self.used: Kept[str] = Kept(now, lifetime=REFRESH_LIFETIME)
        """The grants of codes and refresh tokens that were used."""
        self.sessions: Kept[Session] = Kept(now, lifetime=SESSION_LIFETIME)

    def take_back(self, grant: str | None) -> None:
        """Take back every token of a grant."""
        self.tokens.forget(lambda token: token.user.grant == grant)


class _Issuer(IssuerParameter):
    def __init__(self, server: "DevelopmentServer") -> None:
        self._issuer = server.configuration.issuer
        super().__call__(server)

    def get_issuer(self) -> str:
        return self._issuer


class DevelopmentServer(AuthorizationServer):
    """Answers applications; `dance.py` answers people."""

    def __init__(self, configuration: Configuration) -> None:
        super().__init__(scopes_supported=configuration.scopes)
        self.configuration = configuration
        self.memory = Memory(configuration.now)
        self.key = RSAKey.generate_key(2048, auto_kid=True, parameters={"use": "sig", "alg": ALGORITHM})
        self._clients = {client.client_id: client for client in configuration.clients}
        self.register_token_generator("default", self._new_token)
        self.register_extension(_Issuer)

    @property
    def public_keys(self) -> KeySet:
        """The keys that tokens are checked with."""
        return KeySet.import_key_set({"keys": [dict(self.key.as_dict(private=False))]})

    def claims_of(self, user: SignedIn, scope: str) -> dict[str, object]:
        """Return what is said about somebody."""
        return claims_of(
            user,
            scope,
            application_scope=self.configuration.application_scope,
            rights_claim=self.configuration.rights_claim,
        )

    def query_client(self, client_id: str) -> Client | None:
        """Return an application."""
        return self._clients.get(client_id)

    def save_token(self, token: Mapping[str, Any], request: ProviderRequest) -> None:
        """Remember what was issued."""
        now = self.configuration.now()
        for name, lifetime in (("access_token", ACCESS_LIFETIME), ("refresh_token", REFRESH_LIFETIME)):
            if name in token:
                issued = Token(
                    client=request.client,
                    scope=token["scope"],
                    user=request.user,
                    issued_at=now,
                    expires_at=now + lifetime,
                    refreshes=name == "refresh_token",
                )
                self.memory.tokens.put(token[name], issued, lifetime=lifetime)

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Tell nobody."""

    def create_oauth2_request(self, request: ProviderRequest) -> ProviderRequest:
        """Return the request, which is one already."""
        return request

    def handle_response(self, status: int, body: object, headers: Sequence[tuple[str, str]]) -> Answer:
        """Return an answer."""
        return Answer(status=status, body=body, headers=list(headers))

    def _new_token(
        self,
        *,
        grant_type: str,
        client: Client,
        user: SignedIn,
        scope: str,
        expires_in: int | None,
        include_refresh_token: bool,
    ) -> dict[str, object]:
        del grant_type, expires_in
        token: dict[str, object] = {
            "token_type": "Bearer",
            "access_token": self._readable(client, user, scope) if client.audience else secrets.token_urlsafe(32),
            "expires_in": int(ACCESS_LIFETIME.total_seconds()),
            "scope": scope,
        }
        if include_refresh_token and "offline_access" in scope.split():
            token["refresh_token"] = secrets.token_urlsafe(32)
        return token

    def _readable(self, client: Client, user: SignedIn, scope: str) -> str:
        """Return an access token that an API reads itself (RFC 9068)."""
        now = int(self.configuration.now().timestamp())
        claims: dict[str, object] = self.claims_of(user, scope) | {
            "iss": self.configuration.issuer,
            "aud": client.audience,
            "client_id": client.client_id,
            "scope": scope,
            "iat": now,
            "exp": now + int(ACCESS_LIFETIME.total_seconds()),
            "jti": secrets.token_urlsafe(16),
        }
        header = {"alg": ALGORITHM, "typ": "at+jwt", "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[ALGORITHM])

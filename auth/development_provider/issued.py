"""What is handed out: who signed in and how, codes, and tokens, in the shape that authlib asks about."""

from dataclasses import dataclass
from datetime import datetime

from authlib.oauth2.rfc6749 import TokenMixin
from authlib.oidc.core import AuthorizationCodeMixin

from auth.development_provider.clients import Client
from auth.development_provider.methods import Method
from auth.development_provider.people import Capacity, DemoPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who proved who they are; the next application need not ask again."""

    person: DemoPerson
    method: Method
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody in one capacity, signed in to one application."""

    session: Session
    capacity: Capacity
    grant: str
    """What everything issued for this sign-in has in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(AuthorizationCodeMixin):
    """What an application exchanges for tokens."""

    client_id: str
    redirect_uri: str
    scope: str
    user: SignedIn
    nonce: str | None
    acr: str | None
    tells_when: bool
    """Whether the application asked for a recent sign-in, and so is told when it was."""
    code_challenge: str | None
    code_challenge_method: str | None

    def get_redirect_uri(self) -> str:
        """Return where it was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Return what was asked for."""
        return self.scope

    def get_nonce(self) -> str | None:
        """Return what ties the id token to its request."""
        return self.nonce

    def get_auth_time(self) -> int | None:
        """Return when the person proved who they are."""
        return int(self.user.session.at.timestamp()) if self.tells_when else None

    def get_acr(self) -> str | None:
        """Return by which means."""
        return self.acr


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(TokenMixin):
    """An access or a refresh token."""

    client: Client
    scope: str
    user: SignedIn
    issued_at: datetime
    expires_at: datetime
    refreshes: bool = False

    def check_client(self, client: Client) -> bool:
        """Whether it was given to this application."""
        return client.client_id == self.client.client_id

    def get_scope(self) -> str:
        """Return what it is for."""
        return self.scope

    def is_expired(self) -> bool:
        """Return False: one that is over is not found."""
        return False

    def is_revoked(self) -> bool:
        """Return False: one that was taken back is not found."""
        return False

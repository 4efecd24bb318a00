"""Settings, read once from the environment (prefix `IKDOEMEE_`)."""

import re
from email.headerregistry import Address
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from auth.actors import RightsFrom
from auth.oidc.registration import is_loopback
from domain.contact_details import is_email_address


class Environment(StrEnum):
    """Where it runs; development tokens and GraphiQL exist in development only."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class MailSecurity(StrEnum):
    """How a mail server is spoken to."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


STRONG_MEANS = tuple(
    f"urn:be:vlaanderen:authmech:{means}"
    for means in ("eid", "eidashigh", "itsme", "csamtotp", "csamsms", "eidassubstantial")
)
"""Digital keys of the access management that prove who somebody is with two factors."""


class Settings(BaseSettings):
    """How this installation runs."""

    model_config = SettingsConfigDict(env_prefix="IKDOEMEE_", frozen=True, extra="forbid")

    environment: Environment = Environment.DEVELOPMENT
    database_url: Annotated[str, Field(pattern=r"^(sqlite|postgres(ql)?)(\+\w+)?://", repr=False)] = (
        "sqlite:///var/ikdoemee.sqlite"
    )
    """`sqlite:///path` (embedded) or `postgresql://user:password@host/database`."""
    broadcast_url: Annotated[str, Field(pattern=r"^(memory|rediss?|postgres(ql)?)://", repr=False)] = "memory://"
    """How processes wake each other: `memory://` for one process, `redis://...` or `postgresql://...` for many."""
    allowed_origins: frozenset[str] = frozenset()
    """Origins besides our own whose pages may use the API from a browser."""
    trusted_proxies: frozenset[IPv4Network | IPv6Network] = frozenset()
    """Addresses or networks of the proxies before us: what they forward in `X-Forwarded-For` is taken for the client.

    Without it, everybody who comes through a proxy has the address of the proxy: senders are not limited one by one,
    and visitors with the same browser count as one.
    """
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/?#{}]+$")] | None = None
    """Address under which the world reaches this server, for links in feeds; without it, what the request says."""
    activity_page: Annotated[str, Field(pattern=r"^https?://[^\s{}]+\{id\}[^\s{}]*$")] | None = None
    """Address of the page of an activity on the site, with `{id}` for its global id; links in feeds lead there."""
    token_issuer: str | None = None
    token_audience: str | None = None
    token_keys: Path | None = None
    """File with the issuer's public keys (JWKS)."""
    rights_claim: str = "agii_aanbodplatform_rol_3d"
    """Claim of the access management that holds the rights."""
    rights_from: RightsFrom = RightsFrom.BOTH
    """Where rights come from: `claims` of the provider, `grants` that were given here, or `both`: either is enough.

    Granting here gives nothing where only claims count; taking a right away elsewhere takes nothing where only grants
    count.
    """
    oidc_issuer: Annotated[str, Field(pattern=r"^https?://[^\s?#]+[^\s?#/]$")] | None = None
    """OpenID Connect provider at which people sign in, such as `https://authenticatie.vlaanderen.be/op`."""
    oidc_client_id: str | None = None
    """How this application is known there. It also has to know our addresses, below `public_url`: `/aanmelden/terug`
    to come back to, `/` after signing out, and `/aanmelden` after leaving one organisation for another."""
    oidc_client_secret: str | None = Field(default=None, repr=False)
    """What proves there that it is us; or else a private key does."""
    oidc_client_secret_in_body: bool = False
    """Send the secret in the body of requests (`client_secret_post`) rather than in a header."""
    oidc_private_key: Path | None = None
    """File with a private key, PEM or JWK, in the place of a secret (`private_key_jwt`)."""
    oidc_scopes: str = "openid profile vo agii_aanbodplatform"
    """What is asked about people; the provider refuses a sign-in with a scope that was not agreed."""
    oidc_acr_values: tuple[str, ...] = STRONG_MEANS
    """Means of signing in that are strong enough; an empty list takes whatever the provider takes."""
    oidc_api_audience: str | None = None
    """For whom access tokens of this provider must be meant that apps send; without it none are taken."""
    session_minutes: Annotated[int, Field(ge=5, le=120)] = 120
    """How long somebody who signed in with a browser stays so at most."""
    session_idle_minutes: Annotated[int, Field(ge=1, le=120)] = 30
    """How long without doing anything."""
    person_number_key: Annotated[SecretStr, Field(min_length=32)] | None = None
    """Secret under which national register numbers are digested. It stays what it is as long as the database: under
    another key nobody is known again."""
    uit_client_id: str | None = Field(default=None, repr=False)
    """Key of the UiTdatabank Search API."""
    smtp_host: Annotated[str, Field(pattern=r"^[^\s/:@]+$")] | None = None
    """Mail server that takes our mails; without it they wait in the database."""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Without it, the usual one: 587, 465 for `tls`, 25 for `none`."""
    smtp_user: str | None = None
    smtp_password: str | None = Field(default=None, repr=False)
    smtp_security: MailSecurity = MailSecurity.STARTTLS
    """`starttls` or `tls`; `none` is for a mail server on a network of our own, which then takes no password."""
    mail_from: str | None = None
    """Who mails come from: an address, or a name and an address: `Ikdoemee <noreply@example.org>`."""
    background_jobs: bool = True
    """Whether this process sends mails, reminds people and cleans up; otherwise a process `ikdoemee worker` does."""
    pool_size: int = 20
    """Database connections kept open per process."""
    body_limit: int = 262_144
    """Bytes of a request body or a WebSocket message."""

    @property
    def production(self) -> bool:
        """Whether this is the real thing."""
        return self.environment is Environment.PRODUCTION

    @model_validator(mode="after")
    def _complete(self) -> Self:
        given = [self.token_issuer, self.token_audience, self.token_keys]
        if any(given) != all(given):
            raise ValueError("set IKDOEMEE_TOKEN_ISSUER, IKDOEMEE_TOKEN_AUDIENCE and IKDOEMEE_TOKEN_KEYS together")
        if self.production and not all(given) and self.oidc_issuer is None:
            raise ValueError(
                "production needs IKDOEMEE_OIDC_ISSUER, or IKDOEMEE_TOKEN_ISSUER, IKDOEMEE_TOKEN_AUDIENCE and "
                "IKDOEMEE_TOKEN_KEYS"
            )
        return self

    @model_validator(mode="after")
    def _knows_people_again(self) -> Self:
        if self.production and self.person_number_key is None:
            raise ValueError("production needs IKDOEMEE_PERSON_NUMBER_KEY, a secret of 32 characters or more")
        return self

    @model_validator(mode="after")
    def _can_sign_in(self) -> Self:
        if self.oidc_issuer is None:
            return self
        if self.oidc_client_id is None or self.public_url is None:
            raise ValueError("IKDOEMEE_OIDC_ISSUER needs IKDOEMEE_OIDC_CLIENT_ID and IKDOEMEE_PUBLIC_URL")
        if (self.oidc_client_secret is None) == (self.oidc_private_key is None):
            raise ValueError("set either IKDOEMEE_OIDC_CLIENT_SECRET or IKDOEMEE_OIDC_PRIVATE_KEY")
        if "openid" not in self.oidc_scopes.split():
            raise ValueError("IKDOEMEE_OIDC_SCOPES must have openid among them")
        for name, address in (("OIDC_ISSUER", self.oidc_issuer), ("PUBLIC_URL", self.public_url)):
            if address.startswith("http://") and (self.production or not is_loopback(address)):
                raise ValueError(f"IKDOEMEE_{name} must be https; http is for this machine, in development")
        return self

    @model_validator(mode="after")
    def _can_send(self) -> Self:
        if self.mail_from is not None and sender_of(self.mail_from) is None:
            raise ValueError("IKDOEMEE_MAIL_FROM must be one e-mail address, with or without a name before it")
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ValueError("set IKDOEMEE_SMTP_USER and IKDOEMEE_SMTP_PASSWORD together")
        if self.smtp_host is not None and self.mail_from is None:
            raise ValueError("IKDOEMEE_SMTP_HOST needs IKDOEMEE_MAIL_FROM")
        if self.smtp_password is not None and self.smtp_security is MailSecurity.NONE:
            raise ValueError("IKDOEMEE_SMTP_PASSWORD is not sent unencrypted: set IKDOEMEE_SMTP_SECURITY")
        return self


_SENDER = re.compile(r"(?:(?P<name>[^<>\"]*)<(?P<address>[^<>]*)>)|(?P<bare>[^<>]*)")


def sender_of(text: str) -> Address | None:
    """Return the name and the address in a text such as `Ikdoemee <noreply@example.org>`; None for other texts."""
    found = _SENDER.fullmatch(text)
    if found is None:
        return None
    name, address = (found["name"] or "").strip(), (found["address"] or found["bare"] or "").strip()
    if not is_email_address(address) or not address.isascii() or not name.isprintable():
        return None
    return Address(display_name=name, addr_spec=address)

"""Settings, read once from the environment (prefix `IKDOEMEE_`)."""

from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(StrEnum):
    """Where it runs; development tokens and GraphiQL exist in development only."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


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
    uit_client_id: str | None = Field(default=None, repr=False)
    """Key of the UiTdatabank Search API."""
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
        if self.production and not all(given):
            raise ValueError("production needs IKDOEMEE_TOKEN_ISSUER, IKDOEMEE_TOKEN_AUDIENCE and IKDOEMEE_TOKEN_KEYS")
        return self

"""The parts of the application, joined: opened together, closed together."""

import hashlib
import secrets
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import orjson
from joserfc.jwk import KeySet
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.actors import ActorFinder
from auth.authenticator import Authenticator
from auth.bearers import Bearers, BearerTokens, KnownKeys
from auth.development import development_issuer, new_key
from auth.oidc.provider import Provider
from auth.sessions import SignedInSessions
from auth.tokens import TokenVerifier, TrustedIssuer
from domain.ports import Tools
from ikdoemee.registration import registration_of, session_limits
from ikdoemee.settings import Settings
from importers.html import clean_html
from importers.person_numbers import digest_with, person_number
from importers.phone_numbers import phone_number
from persistence.development_key import development_jwk
from persistence.engine import open_engine
from persistence.granted_rights import GrantedRights
from persistence.meldingen import MeldingReader
from persistence.migrate import pending
from persistence.organisations import OrganisationReader
from persistence.rows import Rows
from persistence.sessions import SessionReader
from persistence.terms_of_use import TermsOfUseReader
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from resolvers.context import Services


def real_tools() -> Tools:
    """Return the clock and the dice of the real world, and what knows formats."""
    return Tools(
        now=lambda: datetime.now(UTC),
        new_id=uuid.uuid4,
        new_secret=lambda: secrets.token_urlsafe(16),
        clean_html=clean_html,
        phone_number=phone_number,
        person_number=person_number,
        number_digest=_no_key,
    )


def _no_key(_number: str) -> str:
    raise RuntimeError("digests of numbers need the key of an open container")


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """Everything that lives as long as the process."""

    settings: Settings
    engine: AsyncEngine
    services: Services
    authenticator: Authenticator
    sessions: SignedInSessions
    provider: Provider | None
    """Where people sign in; None without one."""


class NotMigratedError(Exception):
    """The database is not at the version of this code."""

    def __init__(self) -> None:
        super().__init__("the database is not at the version of this code: run `ikdoemee migrate`")


async def require_migrated(settings: Settings) -> None:
    """Raise `NotMigratedError` unless the database is at the version of this code."""
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        if await pending(engine):
            raise NotMigratedError
    finally:
        await engine.dispose()


@asynccontextmanager
async def open_container(settings: Settings, tools: Tools | None = None) -> AsyncGenerator[Container]:
    """Open the database and the bell, and close them again; the database must be migrated."""
    await require_migrated(settings)
    tools = tools or real_tools()
    engine = open_engine(settings.database_url, pool_size=settings.pool_size)
    rows = Rows(engine)
    bell = Bell(settings.broadcast_url)
    registration = registration_of(settings)
    provider = Provider.of(registration, now=tools.now) if registration is not None else None
    try:
        await bell.start()
        finder = ActorFinder(
            OrganisationReader(rows).by_code,
            GrantedRights(rows).held,
            rights_from=settings.rights_from,
            now=tools.now,
        )
        tools = replace(tools, number_digest=digest_with(await _number_key(settings, engine)))
        services = Services(
            rows=rows,
            meldingen=MeldingReader(engine),
            terms_of_use=TermsOfUseReader(rows),
            open_unit_of_work=units_of_work(engine, bell, now=tools.now),
            bell=bell,
            tools=tools,
        )
        sessions = SignedInSessions(
            SessionReader(rows).with_digest, services.open_unit_of_work, session_limits(settings), now=tools.now
        )
        bearers: BearerTokens = KnownKeys(
            TokenVerifier(await _trusted(settings, engine), now=tools.now), rights_claim=settings.rights_claim
        )
        if provider is not None and provider.tokens is not None:
            bearers = Bearers(bearers, provider.tokens)
        yield Container(
            settings=settings,
            engine=engine,
            services=services,
            authenticator=Authenticator(bearers, sessions, finder, now=tools.now),
            sessions=sessions,
            provider=provider,
        )
    finally:
        if provider is not None:
            await provider.close()
        await bell.stop()
        await rows.close()
        await engine.dispose()


async def _number_key(settings: Settings, engine: AsyncEngine) -> bytes:
    if settings.person_number_key is not None:
        return settings.person_number_key.get_secret_value().encode()
    if settings.production:
        raise RuntimeError("production needs a key for the numbers of people")
    # What each database made for itself, under a name that tells its uses apart.
    made = await development_jwk(engine, new_key)
    return hashlib.sha256(f"person numbers:{made['d']}".encode()).digest()


async def _trusted(settings: Settings, engine: AsyncEngine) -> list[TrustedIssuer]:
    trusted: list[TrustedIssuer] = []
    if settings.token_issuer and settings.token_audience and settings.token_keys:
        keys = KeySet.import_key_set(orjson.loads(settings.token_keys.read_bytes()))
        trusted.append(TrustedIssuer(issuer=settings.token_issuer, audience=settings.token_audience, keys=keys))
    if not settings.production:
        trusted.append(development_issuer(await development_jwk(engine, new_key)))
    return trusted

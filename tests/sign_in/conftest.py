"""Fixtures: a provider as a process, and the application on real sockets that signs people in there."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
import uvicorn
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.sessions import csrf_token, new_session_id
from domain.actors import MODERATOR_RIGHT
from domain.sessions.actions import start_session
from domain.sessions.model import Session, digest_of
from domain.sessions.rules import SessionLimits
from ikdoemee.app import create_app
from ikdoemee.server import server_config
from ikdoemee.settings import Settings
from persistence.engine import WRITES, open_engine
from persistence.terms_of_use import StoredTermsOfUse
from persistence.unit_of_work import units_of_work
from tests.persistence.test_access_changes import Nobody
from tests.sign_in.browser import Browser
from tests.sign_in.provider import SECRET, Provider, running_provider
from tests.support.api import GENT_OVO, TERMS
from tests.support.clock import START, Clock

SOON = 10.0


class RunningClock(Clock):
    """Goes as clocks do, because the provider's does; and can be moved."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC) + self._ahead

    def advance(self, **duration: float) -> None:
        """Move on, by the arguments of `timedelta`."""
        self._ahead += timedelta(**duration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The application on a port of its own."""

    url: str
    engine: AsyncEngine
    clock: RunningClock
    open_browser: Callable[[], Browser]

    async def start_session(self, browser: Browser, person: str = "mo") -> None:
        """Let a moderator of Gent be signed in as if they had been at the provider, whose clock cannot be moved."""
        session_id, now = new_session_id(), self.clock.now()
        session = Session(
            digest=digest_of(session_id),
            subject=person,
            name=f"{person} Test",
            organisation_code=GENT_OVO,
            target_group="LB",
            rights=frozenset({MODERATOR_RIGHT}),
            acr=None,
            created_at=now,
            seen_at=now,
            expires_at=now + SessionLimits().lifetime,
        )
        await start_session(session, units_of_work(self.engine, Nobody(), now=self.clock.now), replaces=None)
        browser.http.cookies.set("sessie", session_id, domain="127.0.0.1")
        browser.csrf = csrf_token(session_id)

    @property
    def socket_url(self) -> str:
        """Where WebSockets go."""
        return f"{self.url.replace('http', 'ws')}/graphql"


@pytest.fixture(scope="session")
def provider() -> Generator[Provider]:
    """Give a provider that the tests of a worker share, one after the other."""
    with running_provider() as running:
        yield running


@pytest.fixture
def clock() -> RunningClock:
    """Give a clock that goes."""
    return RunningClock()


OpenSite = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture
def open_site(database_url: str, clock: RunningClock, provider: Provider) -> OpenSite:
    """Give what serves the application, with settings of its own."""
    provider.change(tamper=None, publicKey=None)

    @asynccontextmanager
    async def opened(**given: Any) -> AsyncGenerator[Site]:
        line = socket.socket()
        line.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{line.getsockname()[1]}"
        await asyncio.to_thread(provider.change, publicUrl=url)
        settings = {
            "database_url": database_url,
            "public_url": url,
            "oidc_issuer": provider.issuer,
            "oidc_client_id": "ikdoemee",
            "oidc_client_secret": SECRET,
        } | given
        read = Settings(**settings)
        app = create_app(read, clock.tools())
        config = server_config(app, read, host="127.0.0.1", port=0)
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup([line])
        engine = open_engine(database_url, pool_size=2)
        browsers: list[httpx2.AsyncClient] = []

        def open_browser() -> Browser:
            browsers.append(httpx2.AsyncClient(timeout=SOON, trust_env=False))
            return Browser(http=browsers[-1], site=url)

        try:
            await accept_terms(engine, "mo")
            yield Site(url=url, engine=engine, clock=clock, open_browser=open_browser)
        finally:
            for browser in browsers:
                await browser.aclose()
            app.state.stopping.set()
            await asyncio.wait_for(server.shutdown([line]), SOON)
            await engine.dispose()

    return opened


async def accept_terms(engine: AsyncEngine, person: str) -> None:
    """Let somebody accept the terms of use."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredTermsOfUse(connection).accept(person, TERMS, at=START)
        await connection.commit()


@pytest.fixture
async def site(open_site: OpenSite) -> AsyncGenerator[Site]:
    """Give the application."""
    async with open_site() as opened:
        yield opened

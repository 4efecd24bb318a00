"""Fixtures: the development provider on a socket of its own, with a clock that stands still."""

import asyncio
import socket
from collections.abc import AsyncGenerator

import httpx2
import pytest
import uvicorn

from auth.development_provider.app import provider_app
from auth.development_provider.people import read_people
from auth.development_provider.server import Configuration, DevelopmentServer
from tests.development_provider.started import CLIENTS, SCOPE, Started
from tests.support.browser import Browser


@pytest.fixture
async def provider() -> AsyncGenerator[Started]:
    """Give a started provider."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        started = Started(issuer=f"http://127.0.0.1:{listening.getsockname()[1]}/op")
        configuration = Configuration(
            issuer=started.issuer,
            people=read_people(),
            clients=CLIENTS,
            application_scope=SCOPE,
            rights_claim=f"{SCOPE}_rol_3d",
            now=started.clock.now,
        )
        app = provider_app(DevelopmentServer(configuration))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield started
        finally:
            server.should_exit = True
            await asyncio.wait_for(serving, 10)


@pytest.fixture
async def http() -> AsyncGenerator[httpx2.AsyncClient]:
    """Give a client that follows nothing by itself."""
    async with httpx2.AsyncClient(timeout=15) as client:
        yield client


@pytest.fixture
def browser(http: httpx2.AsyncClient) -> Browser:
    """Give a browser."""
    return Browser(http)

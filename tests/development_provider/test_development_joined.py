"""The whole dance in one process: the application, and the provider in it at which people sign in."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from typing import Any

import httpx2
import pytest
import uvicorn

from ikdoemee.app import create_app
from ikdoemee.edge.development_sign_in import MOBILE_CLIENT_ID, MOBILE_REDIRECT_URI, signing_in_here
from ikdoemee.edge.websocket_protocol import DirectProtocol
from ikdoemee.settings import Settings
from tests.development_provider.started import EVERYTHING, GENT, OCMW_GENT, VERIFIER, Started, sign_in
from tests.support.browser import Browser

VIEWER = {"query": "{ viewer { person { name } capacities { kind } actingAs { ovo } } }"}


@pytest.fixture
async def site(database_url: str) -> AsyncGenerator[str]:
    """Give the address of the application, as the demo configures it."""
    line = socket.create_server(("127.0.0.1", 0))
    host, port = line.getsockname()
    app = create_app(signing_in_here(Settings(database_url=database_url), host=host, port=port))
    config = uvicorn.Config(app, ws=DirectProtocol, ws_per_message_deflate=False, log_config=None)
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup([line])
    try:
        yield f"http://{host}:{port}"
    finally:
        app.state.stopping.set()
        await asyncio.wait_for(server.shutdown([line]), 10)


async def viewer(http: httpx2.AsyncClient, site: str, **headers: str) -> dict[str, Any]:
    answer = await http.post(f"{site}/graphql", json=VIEWER, headers=headers)
    found: dict[str, Any] = answer.json()["data"]["viewer"]
    return found


async def session(http: httpx2.AsyncClient, site: str) -> dict[str, Any]:
    found: dict[str, Any] = (await http.get(f"{site}/sessie")).json()
    return found


async def test_a_moderator_signs_in_switches_and_signs_out(
    site: str, http: httpx2.AsyncClient, browser: Browser
) -> None:
    page = await browser.open(f"{site}/aanmelden?terug=/health/live")
    assert page.choices("methode") == ["eid", "itsme", "csamtotp", "csamsms", "eidas"]
    page = await sign_in(browser, page, "Mo Derator", GENT)
    assert (str(page.response.url), page.response.status_code) == (f"{site}/health/live", 200)
    csrf = {"x-csrf-token": (await session(http, site))["csrfToken"]}
    assert await viewer(http, site, **csrf) == {
        "person": {"name": "Mo Derator"},
        "capacities": [{"kind": "ORGANISER"}, {"kind": "MODERATOR"}],
        "actingAs": {"ovo": "OVO002067"},
    }

    switch = (await http.post(f"{site}/wissel", json={}, headers=csrf)).json()["switchUrl"]
    page = await browser.open(switch)
    assert page.choices("hoedanigheid") == ["BUR:", GENT, OCMW_GENT]
    await browser.press(page, "hoedanigheid", OCMW_GENT)
    csrf = {"x-csrf-token": (await session(http, site))["csrfToken"]}
    assert (await viewer(http, site, **csrf))["capacities"] == [{"kind": "ORGANISER"}]

    logout = (await http.post(f"{site}/afmelden", json={}, headers=csrf)).json()["logoutUrl"]
    assert (await http.get(logout)).headers["location"] == f"{site}/"
    assert await session(http, site) == {"signedIn": False}
    assert (await browser.open(f"{site}/aanmelden")).choices("methode")


async def test_an_organisation_can_be_named_beforehand(site: str, http: httpx2.AsyncClient, browser: Browser) -> None:
    page = await browser.open(f"{site}/aanmelden?terug=/health/live&organisatie=OVO002633")
    page = await sign_in(browser, page, "Mo Derator", None)
    assert str(page.response.url) == f"{site}/health/live"
    assert (await session(http, site))["organisationCode"] == "OVO002633"


async def test_who_cancels_is_told_so(site: str, browser: Browser) -> None:
    page = await browser.press(await browser.open(f"{site}/aanmelden"), "actie", "annuleer")
    assert page.response.status_code == 403
    assert "Je hebt het aanmelden afgebroken" in page.text


async def test_the_token_of_a_mobile_app_is_taken(site: str, http: httpx2.AsyncClient, browser: Browser) -> None:
    provider = Started(issuer=f"{site}/op")
    code = await provider.code(browser, client_id=MOBILE_CLIENT_ID, redirect_uri=MOBILE_REDIRECT_URI, scope=EVERYTHING)
    body = {"grant_type": "authorization_code", "redirect_uri": MOBILE_REDIRECT_URI, "code_verifier": VERIFIER}
    tokens = (await http.post(provider.token, data={**body, "code": code, "client_id": MOBILE_CLIENT_ID})).json()
    signed_in = await viewer(http, site, authorization=f"Bearer {tokens['access_token']}")
    assert signed_in["capacities"] == [{"kind": "ORGANISER"}, {"kind": "MODERATOR"}]


@pytest.mark.parametrize(
    ("settings", "host", "port"),
    [
        (Settings(), "127.0.0.1", 0),
        (Settings(), "192.0.2.1", 8000),
        (Settings(public_url="http://127.0.0.1:9000"), "127.0.0.1", 8000),
        (
            Settings(
                public_url="https://ikdoemee.example",
                oidc_issuer="https://elders.example/op",
                oidc_client_id="ikdoemee",
                oidc_client_secret="geheim",
            ),
            "127.0.0.1",
            8000,
        ),
    ],
)
def test_who_signs_in_elsewhere_or_nowhere_goes_on_doing_so(settings: Settings, host: str, port: int) -> None:
    assert signing_in_here(settings, host=host, port=port) is settings


@pytest.mark.parametrize(
    ("host", "issuer"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/op"),
        ("localhost", "http://127.0.0.1:8000/op"),
        ("::1", "http://[::1]:8000/op"),
    ],
)
def test_the_demo_signs_people_in_at_itself(host: str, issuer: str) -> None:
    settings = signing_in_here(Settings(rights_claim="abb_loket_rol_3d"), host=host, port=8000)
    assert (settings.oidc_issuer, settings.public_url) == (issuer, issuer.removesuffix("/op"))
    assert settings.oidc_scopes == "openid profile vo abb_loket"

"""Access tokens that the provider gave an app: signed ones and others, checked as strictly."""

import base64
import hashlib
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import httpx2
import pytest

from tests.sign_in.browser import MODERATOR, Browser
from tests.sign_in.conftest import OpenSite, Site
from tests.sign_in.provider import Provider
from tests.support.client import Answer, Client

API = "urn:ikdoemee:api"
OPAQUE = f"{API}/opaque"
MODERATES = '{ viewer { person { name } } territory(nis: "44021") { name } }'
MO = {"viewer": {"person": {"name": "mo Test"}}, "territory": {"name": "Gent"}}
VERIFIER = "a verifier that nobody guesses, of at least forty-three characters".replace(" ", "-").replace(",", "")
CALLBACK = "be.ikdoemee:/terug"

pytestmark = pytest.mark.xdist_group("sign-in")


@pytest.fixture
async def site(open_site: OpenSite) -> AsyncGenerator[Site]:
    """Give the application, which takes tokens meant for its API."""
    async with open_site(oidc_api_audience=API) as opened:
        yield opened


async def tokens_of(site: Site, provider: Provider, resource: str, claims: Mapping[str, Any] = MODERATOR) -> Any:
    """Sign in with an app on a telephone, and return its tokens."""
    browser: Browser = site.open_browser()
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    given = {
        "client_id": "app",
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": "openid profile vo agii_aanbodplatform",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "nonce": "of the app",
        "resource": resource,
    }
    browser.site = "be.ikdoemee://"
    back = await browser.answer_provider(httpx2.URL(f"{provider.issuer}/v1/auth", params=given), "mo", claims)
    form = {
        "grant_type": "authorization_code",
        "client_id": "app",
        "code": back.params["code"],
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "resource": resource,
    }
    answer = await browser.http.post(f"{provider.issuer}/v1/token", data=form)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def send(site: Site, token: str) -> Answer:
    http = site.open_browser().http
    http.base_url = httpx2.URL(site.url)
    return await Client(http=http, token=token).send(MODERATES)


@pytest.mark.parametrize("resource", [API, OPAQUE])
async def test_an_app_acts_with_its_token(site: Site, provider: Provider, resource: str) -> None:
    token = (await tokens_of(site, provider, resource))["access_token"]
    assert (token.count(".") == 2) == (resource == API)
    assert (await send(site, token)).data == MO
    # A second time from memory.
    assert (await send(site, token)).data == MO


@pytest.mark.parametrize("resource", ["urn:another:api", "urn:another:api/opaque"])
async def test_a_token_for_another_api_is_refused(site: Site, provider: Provider, resource: str) -> None:
    token = (await tokens_of(site, provider, resource))["access_token"]
    assert (await send(site, token)).error_codes == ["UNAUTHENTICATED"]


async def test_what_says_who_signed_in_is_no_token_for_the_api(site: Site, provider: Provider) -> None:
    token = (await tokens_of(site, provider, API))["id_token"]
    assert (await send(site, token)).error_codes == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("resource", [API, OPAQUE])
async def test_a_token_ends(site: Site, provider: Provider, resource: str) -> None:
    token = (await tokens_of(site, provider, resource))["access_token"]
    assert (await send(site, token)).status == 200
    site.clock.advance(minutes=20)
    assert (await send(site, token)).status == 401


async def test_keys_that_changed_are_found(site: Site, provider: Provider) -> None:
    before = (await tokens_of(site, provider, API))["access_token"]
    assert (await send(site, before)).data == MO
    provider.change(rotate=True)
    after = (await tokens_of(site, provider, API))["access_token"]
    assert (await send(site, after)).data == MO
    # Not in the memory of who sent it, and signed with a key that is gone.
    assert (await send(site, f" {before}")).status == 401


@pytest.mark.parametrize("token", ["rubbish", "a.b.c", "x" * 9000, "é"])
async def test_rubbish_is_refused(site: Site, token: str) -> None:
    http = site.open_browser().http
    answer = await http.post(
        f"{site.url}/graphql",
        json={"query": MODERATES},
        headers={b"authorization": f"Bearer {token}".encode(), b"content-type": b"application/json"},
    )
    assert answer.status_code == 401


async def test_a_provider_that_is_away_is_a_matter_of_patience(open_site: OpenSite) -> None:
    async with open_site(oidc_issuer="http://127.0.0.1:1/op", oidc_api_audience=API) as site:
        answer = await send(site, "of which nobody knows")
        assert (answer.status, answer.error_codes) == (503, ["SIGN_IN_UNAVAILABLE"])


async def test_tokens_of_the_provider_are_not_taken_unless_that_was_said(
    open_site: OpenSite, provider: Provider
) -> None:
    async with open_site() as site:
        token = (await tokens_of(site, provider, API))["access_token"]
        assert (await send(site, token)).error_codes == ["UNAUTHENTICATED"]

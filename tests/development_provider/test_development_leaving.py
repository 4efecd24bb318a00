"""Signing out at the development provider, switching, and what it says of itself."""

from urllib.parse import urlencode

import httpx2
import pytest
from authlib.oidc.discovery import OpenIDProviderMetadata

from tests.development_provider.started import EVERYTHING, GENT, OCMW_GENT, WEB_AFTER_LOGOUT, WEB_LOGIN, Started
from tests.support.browser import Browser

BACK = {"client_id": "ikdoemee", "post_logout_redirect_uri": WEB_AFTER_LOGOUT, "state": "toestand"}


def leaving(provider: Started, **asked: str) -> str:
    return f"{provider.issuer}/v1/logout?{urlencode(asked)}"


async def test_after_signing_out_the_person_is_asked_again(provider: Started, browser: Browser) -> None:
    await provider.code(browser)
    page = await browser.open(leaving(provider, **BACK))
    assert page.response.headers["location"] == f"{WEB_AFTER_LOGOUT}?state=toestand"
    assert (await browser.open(provider.auth())).choices("methode")


@pytest.mark.parametrize("switch", ["&switch", "&switch=", "&switch=true"])
async def test_a_switch_asks_the_capacity_only(provider: Started, browser: Browser, switch: str) -> None:
    await provider.code(browser)
    page = await browser.open(leaving(provider, **BACK) + switch)
    assert page.response.headers["location"].startswith(WEB_AFTER_LOGOUT)
    page = await browser.open(provider.auth())
    assert page.choices("hoedanigheid") == ["BUR:", GENT, OCMW_GENT]


async def test_without_an_address_there_is_a_page(provider: Started, browser: Browser) -> None:
    await provider.code(browser)
    assert "Je bent afgemeld" in (await browser.open(leaving(provider))).text
    assert (await browser.open(provider.auth())).choices("methode")


@pytest.mark.parametrize(
    "asked",
    [
        {**BACK, "post_logout_redirect_uri": "https://elders.example/"},
        {**BACK, "client_id": "iemand"},
        {**BACK, "client_id": "mobiel"},
        {"post_logout_redirect_uri": WEB_AFTER_LOGOUT},
        {**BACK, "id_token_hint": "geen.echt.token"},
        {**BACK, "state": "a\nb"},
    ],
)
async def test_a_logout_leads_to_registered_addresses_only(
    provider: Started, browser: Browser, asked: dict[str, str]
) -> None:
    await provider.code(browser)
    page = await browser.open(leaving(provider, **asked))
    assert page.response.status_code == 400
    assert "Afmelden lukt niet" in page.text
    assert (await browser.open(provider.auth())).choices("hoedanigheid")


async def test_an_id_token_says_which_application_it_is(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    hint = (await provider.tokens(http, browser))["id_token"]
    page = await browser.open(leaving(provider, id_token_hint=hint, post_logout_redirect_uri=WEB_AFTER_LOGOUT))
    assert page.response.headers["location"] == WEB_AFTER_LOGOUT
    refused = await browser.open(leaving(provider, **{**BACK, "client_id": "mobiel", "id_token_hint": hint}))
    assert refused.response.status_code == 400


async def test_what_it_says_of_itself_is_true(provider: Started, http: httpx2.AsyncClient, browser: Browser) -> None:
    told = (await http.get(f"{provider.issuer}/.well-known/openid-configuration")).json()
    # It is checked as one with TLS: over loopback there is none.
    OpenIDProviderMetadata(
        {name: v.replace("http://", "https://") if isinstance(v, str) else v for name, v in told.items()}
    ).validate()
    assert told["issuer"] == provider.issuer
    assert told["scopes_supported"] == ["openid", "profile", "vo", "offline_access", "agii_aanbodplatform"]
    answers = {
        "authorization_endpoint": (await http.get(told["authorization_endpoint"])).status_code,
        "token_endpoint": (await http.post(told["token_endpoint"], data={}, auth=WEB_LOGIN)).status_code,
        "userinfo_endpoint": (await http.get(told["userinfo_endpoint"])).status_code,
        "jwks_uri": (await http.get(told["jwks_uri"])).status_code,
        "end_session_endpoint": (await http.get(told["end_session_endpoint"])).status_code,
        "introspection_endpoint": (
            await http.post(told["introspection_endpoint"], data={"token": "x"}, auth=WEB_LOGIN)
        ).status_code,
    }
    assert answers == {
        "authorization_endpoint": 400,
        "token_endpoint": 400,
        "userinfo_endpoint": 401,
        "jwks_uri": 200,
        "end_session_endpoint": 200,
        "introspection_endpoint": 200,
    }
    assert {name for name in told if name.endswith(("_endpoint", "_uri"))} == set(answers)
    for means in told["acr_values_supported"]:
        assert (await browser.open(provider.auth(acr_values=means))).choices("methode"), means
    everything = await provider.code(browser, scope=" ".join(told["scopes_supported"]))
    assert (await provider.exchange(http, everything)).json()["refresh_token"]


async def test_the_keys_are_public(provider: Started, http: httpx2.AsyncClient) -> None:
    keys = (await http.get(f"{provider.issuer}/v1/keys")).json()["keys"]
    assert [set(key) for key in keys] == [{"kty", "n", "e", "kid", "use", "alg"}]


async def test_a_sign_in_may_also_begin_with_a_form(provider: Started, http: httpx2.AsyncClient) -> None:
    url = httpx2.URL(provider.auth(scope=EVERYTHING))
    begun = await http.post(f"{provider.issuer}/v1/auth", data=dict(url.params))
    assert begun.status_code == 303
    assert begun.headers["location"].startswith("/op/aanmelden/")


async def test_what_is_remembered_of_a_browser_stays_out_of_reach(provider: Started, http: httpx2.AsyncClient) -> None:
    begun = await http.get(provider.auth())
    assert "httponly; " in begun.headers["set-cookie"].lower()
    assert "samesite=lax" in begun.headers["set-cookie"].lower()
    assert "path=/op" in begun.headers["set-cookie"].lower()

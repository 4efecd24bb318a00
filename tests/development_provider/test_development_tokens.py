"""Tokens of the development provider: how they are got, once, and what they are worth."""

import base64
from typing import Any

import httpx2
import pytest

from auth.development import subject_of
from tests.development_provider.started import (
    EVERYTHING,
    GENT,
    MOBILE,
    VERIFIER,
    WEB,
    WEB_LOGIN,
    Started,
    opaque,
)
from tests.support.browser import Browser, led_to

OFFLINE = f"{EVERYTHING} offline_access"


async def test_a_confidential_client_may_do_without_pkce_but_not_halfway(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    without: dict[str, str | None] = {"code_challenge": None, "code_challenge_method": None}
    body = {"grant_type": "authorization_code", "redirect_uri": WEB}
    code = await provider.code(browser, **without)
    assert (await http.post(provider.token, data={**body, "code": code}, auth=WEB_LOGIN)).status_code == 200
    code = led_to(await browser.press(await browser.open(provider.auth(**without)), "hoedanigheid", GENT))["code"]
    refused = await http.post(provider.token, data={**body, "code": code, "code_verifier": VERIFIER}, auth=WEB_LOGIN)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": "kort"}, "invalid_request"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"redirect_uri": "https://elders.example/"}, "invalid_grant"),
        ({"code": "geraden"}, "invalid_grant"),
        ({"code": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"code": "\u00e9"}, "invalid_request"),
        ({"extra": "x" * 40_000}, "invalid_request"),
    ],
)
async def test_a_code_is_worth_nothing_with_something_wrong(
    provider: Started, http: httpx2.AsyncClient, browser: Browser, changed: dict[str, str], error: str
) -> None:
    code = await provider.code(browser)
    refused = await provider.exchange(http, **{"code": code, **changed})
    assert (refused.status_code, refused.json()["error"]) == (400, error)
    assert refused.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "authorization",
    [
        "Basic " + base64.b64encode(b"ikdoemee:geraden").decode(),
        "Basic " + base64.b64encode(b"iemand:geheim").decode(),
        "Basic " + base64.b64encode(b"mobiel:").decode(),
        "Basic " + base64.b64encode("mobiel:é".encode()).decode(),
        "Basic %%%",
        "Bearer x",
        None,
    ],
)
async def test_who_cannot_prove_which_application_it_is_gets_nothing(
    provider: Started, http: httpx2.AsyncClient, browser: Browser, authorization: str | None
) -> None:
    body = {"grant_type": "authorization_code", "code": await provider.code(browser), "redirect_uri": WEB}
    headers = {"authorization": authorization} if authorization else {}
    refused = await http.post(provider.token, data={**body, "code_verifier": VERIFIER}, headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")


async def test_rubbish_for_credentials_is_answered(provider: Started, http: httpx2.AsyncClient) -> None:
    headers = {"authorization": "Basic " + base64.b64encode(b"\xff:\xff").decode()}
    refused = await http.post(provider.token, data={"grant_type": "authorization_code"}, headers=headers)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


async def test_json_is_no_form(provider: Started, http: httpx2.AsyncClient) -> None:
    refused = await http.post(provider.token, json={"grant_type": "authorization_code"}, auth=WEB_LOGIN)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")


async def test_a_secret_may_stand_in_the_body(provider: Started, http: httpx2.AsyncClient, browser: Browser) -> None:
    body = {"grant_type": "authorization_code", "code": await provider.code(browser), "redirect_uri": WEB}
    known = {"client_id": "ikdoemee", "client_secret": "geheim", "code_verifier": VERIFIER}
    assert (await http.post(provider.token, data={**body, **known})).status_code == 200


async def test_a_code_of_another_application_is_used_up(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    code = await provider.code(browser, client_id="mobiel", redirect_uri=MOBILE)
    assert (await provider.exchange(http, code, redirect_uri=MOBILE)).json()["error"] == "invalid_grant"
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": MOBILE, "code_verifier": VERIFIER}
    assert (await http.post(provider.token, data={**body, "client_id": "mobiel"})).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(("seconds", "status"), [(29, 200), (30, 400)])
async def test_a_code_holds_for_half_a_minute(
    provider: Started, http: httpx2.AsyncClient, browser: Browser, seconds: int, status: int
) -> None:
    code = await provider.code(browser)
    provider.clock.advance(seconds=seconds)
    assert (await provider.exchange(http, code)).status_code == status


async def test_a_code_that_comes_twice_takes_back_what_came_of_it(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    code = await provider.code(browser)
    token = (await provider.exchange(http, code)).json()["access_token"]
    headers = {"authorization": f"Bearer {token}"}
    assert (await http.get(f"{provider.issuer}/v1/userinfo", headers=headers)).status_code == 200
    assert (await provider.exchange(http, code)).json()["error"] == "invalid_grant"
    assert (await http.get(f"{provider.issuer}/v1/userinfo", headers=headers)).status_code == 401


async def refresh(http: httpx2.AsyncClient, provider: Started, token: str, **more: str) -> httpx2.Response:
    body = {"grant_type": "refresh_token", "refresh_token": token, **more}
    return await http.post(provider.token, data=body, auth=WEB_LOGIN)


async def test_a_refresh_token_works_once(provider: Started, http: httpx2.AsyncClient, browser: Browser) -> None:
    first = await provider.tokens(http, browser, scope=OFFLINE)
    second = (await refresh(http, provider, first["refresh_token"])).json()
    assert second["access_token"] != first["access_token"]
    assert second["id_token"]
    assert (await refresh(http, provider, second["refresh_token"], scope="openid")).json()["scope"] == "openid"
    # Sent twice: one of both stole it, so nothing of this sign-in holds any longer.
    assert (await refresh(http, provider, first["refresh_token"])).json()["error"] == "invalid_grant"
    for token in (first, second):
        assert await worth(http, provider, token["access_token"]) == {"active": False}


async def test_a_refresh_token_gives_no_more_than_before_and_not_for_ever(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    first = await provider.tokens(http, browser, scope="openid offline_access")
    assert (await refresh(http, provider, first["refresh_token"], scope="openid vo")).json()["error"] == "invalid_scope"
    assert (await refresh(http, provider, first["access_token"])).json()["error"] == "invalid_grant"
    page = await browser.press(await browser.open(provider.auth(scope="openid offline_access")), "hoedanigheid", GENT)
    again = (await provider.exchange(http, led_to(page)["code"])).json()
    provider.clock.advance(hours=8)
    assert (await refresh(http, provider, again["refresh_token"])).json()["error"] == "invalid_grant"


async def worth(http: httpx2.AsyncClient, provider: Started, token: str, **more: str) -> dict[str, Any]:
    answer = await http.post(f"{provider.issuer}/v1/introspect", data={"token": token, **more}, auth=WEB_LOGIN)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_introspection_tells_what_a_token_is_worth(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    tokens = await provider.tokens(http, browser, scope=OFFLINE)
    now = int(provider.clock.now().timestamp())
    told = await worth(http, provider, tokens["access_token"])
    known = {"sub": subject_of("Mo Derator"), "vo_orgcode": "OVO002067", "iss": provider.issuer, "exp": now + 3600}
    assert told.items() >= {"active": True, "client_id": "ikdoemee", "aud": "ikdoemee", "iat": now, **known}.items()
    assert told["agii_aanbodplatform_rol_3d"] == ["AGII_Aanbodplatform_LB_CompEnt_Gebruiker-ikdoemee:OVO002067"]
    assert (await worth(http, provider, tokens["refresh_token"]))["token_type"] == "refresh_token"
    provider.clock.advance(hours=1)
    assert await worth(http, provider, tokens["access_token"]) == {"active": False}
    assert await worth(http, provider, opaque()) == {"active": False}


async def test_introspection_is_for_applications_with_a_secret(provider: Started, http: httpx2.AsyncClient) -> None:
    url = f"{provider.issuer}/v1/introspect"
    assert (await http.post(url, data={"token": "x", "client_id": "mobiel"})).status_code == 401
    assert (await http.post(url, data={"token": "x"})).status_code == 401
    assert (await http.post(url, data={}, auth=WEB_LOGIN)).status_code == 400


@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer geraden", "Basic x"])
async def test_userinfo_is_for_whoever_has_a_token(
    provider: Started, http: httpx2.AsyncClient, authorization: str | None
) -> None:
    headers = {"authorization": authorization} if authorization else {}
    refused = await http.get(f"{provider.issuer}/v1/userinfo", headers=headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].lower().startswith("bearer ")


async def test_a_refresh_token_opens_nothing(provider: Started, http: httpx2.AsyncClient, browser: Browser) -> None:
    tokens = await provider.tokens(http, browser, scope=OFFLINE)
    headers = {"authorization": f"Bearer {tokens['refresh_token']}"}
    assert (await http.get(f"{provider.issuer}/v1/userinfo", headers=headers)).status_code == 401

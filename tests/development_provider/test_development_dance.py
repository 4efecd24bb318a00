"""The whole dance at the development provider, over sockets, with a client that is not ours."""

from typing import Any

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.jwk import KeySet

from auth.claims import identity_of
from auth.development import subject_of
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from tests.development_provider.started import (
    EVERYTHING,
    GENT,
    MOBILE,
    OCMW_GENT,
    SCOPE,
    VERIFIER,
    WEB,
    WEB_SECRET,
    Started,
    hint,
    sign_in,
)
from tests.support.browser import Browser, led_to

CLAIM = f"{SCOPE}_rol_3d"


async def claims_in(http: httpx2.AsyncClient, provider: Started, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    keys = KeySet.import_key_set((await http.get(f"{provider.issuer}/v1/keys")).json())
    found = jwt.decode(token, keys, algorithms=["RS256"])
    return found.header, found.claims


async def test_the_whole_dance_with_a_client_of_others(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    discovered = (await http.get(f"{provider.issuer}/.well-known/openid-configuration")).json()
    async with AsyncOAuth2Client(
        "ikdoemee", WEB_SECRET, scope=EVERYTHING, redirect_uri=WEB, code_challenge_method="S256"
    ) as client:
        url, state = client.create_authorization_url(
            discovered["authorization_endpoint"], code_verifier=VERIFIER, nonce="eenmalig"
        )
        page = await browser.open(url)
        assert page.choices("methode") == ["eid", "itsme", "csamtotp", "csamsms", "eidas"]
        page = await sign_in(browser, page, "Mo Derator", GENT)
        assert page.response.status_code == 303
        assert page.response.headers["location"].startswith(f"{WEB}?")
        back = led_to(page)
        assert (back["state"], back["iss"]) == (state, provider.issuer)
        tokens = await client.fetch_token(discovered["token_endpoint"], code=back["code"], code_verifier=VERIFIER)
        about = (await client.get(discovered["userinfo_endpoint"])).json()

    assert "refresh_token" not in tokens
    assert (tokens["token_type"], tokens["expires_in"], tokens["scope"]) == ("Bearer", 3600, EVERYTHING)
    header, claims = await claims_in(http, provider, tokens["id_token"])
    now = int(provider.clock.now().timestamp())
    person = {
        "sub": subject_of("Mo Derator"),
        "given_name": "Mo",
        "family_name": "Derator",
        "cot": "vo",
        "vo_id": claims["vo_id"],
        "vo_email": "mo.derator@example.org",
        "vo_doelgroepcode": "LB",
        "vo_doelgroepnaam": "Lokale Besturen",
        "vo_orgcode": "OVO002067",
        "vo_orgnaam": "Stad Gent",
        CLAIM: [f"{MODERATOR_RIGHT}-ikdoemee:OVO002067"],
    }
    assert header["alg"] == "RS256"
    assert claims == {
        "iss": provider.issuer,
        "aud": "ikdoemee",
        "azp": "ikdoemee",
        "iat": now,
        "exp": now + 3600,
        "nonce": "eenmalig",
        "kid": header["kid"],
        "at_hash": claims["at_hash"],
        **person,
    }
    assert about == person


@pytest.mark.parametrize(
    ("person", "capacity", "organisation", "rights"),
    [
        ("Mo Derator", GENT, "OVO002067", frozenset({MODERATOR_RIGHT})),
        ("Mo Derator", OCMW_GENT, "OVO002633", frozenset({MODERATOR_RIGHT})),
        ("Mo Derator", "BUR:", None, frozenset()),
        ("Lo Beheerder", GENT, "OVO002067", frozenset({LOCAL_ADMINISTRATOR_RIGHT})),
        ("Or Ganisator", OCMW_GENT, "OVO002633", frozenset()),
        ("Ver Eniging", "EA:0999999031", "0999999031", frozenset()),
        ("Elders Derator", "LB:OVO002149", "OVO002149", frozenset({MODERATOR_RIGHT})),
        ("Na Tuurlijk", None, None, frozenset()),
    ],
)
async def test_the_people_can_do_what_is_said_of_them(
    provider: Started,
    http: httpx2.AsyncClient,
    browser: Browser,
    person: str,
    capacity: str | None,
    organisation: str | None,
    rights: frozenset[str],
) -> None:
    tokens = await provider.tokens(http, browser, person=person, capacity=capacity)
    _, claims = await claims_in(http, provider, tokens["id_token"])
    identity = identity_of(claims, rights_claim=CLAIM)
    assert (identity.subject, identity.name) == (subject_of(person), person)
    assert (identity.organisation_code, identity.rights) == (organisation, rights)
    assert claims["vo_doelgroepcode"] == (capacity or "BUR:").partition(":")[0]


async def test_what_was_not_asked_for_is_not_told(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    tokens = await provider.tokens(http, browser, scope="openid")
    _, claims = await claims_in(http, provider, tokens["id_token"])
    assert not {"given_name", "vo_orgcode", "acr", "auth_time", CLAIM} & set(claims)


async def test_who_asks_for_means_is_told_which_was_used(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    means = "urn:be:vlaanderen:authmech:itsme urn:be:vlaanderen:authmech:eid"
    page = await browser.open(provider.auth(acr_values=means))
    assert page.choices("methode") == ["eid", "itsme"]
    assert (await browser.press(page, "methode", "csamsms")).response.status_code == 400
    page = await sign_in(browser, page, "Na Tuurlijk", None)
    tokens = (await provider.exchange(http, led_to(page)["code"])).json()
    _, claims = await claims_in(http, provider, tokens["id_token"])
    assert claims["acr"] == "urn:be:vlaanderen:authmech:itsme"


async def test_who_asks_for_a_recent_sign_in_is_told_when_it_was(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    await provider.code(browser)
    signed_in_at = int(provider.clock.now().timestamp())
    provider.clock.advance(seconds=60)
    page = await browser.press(await browser.open(provider.auth(max_age="60")), "hoedanigheid", GENT)
    tokens = (await provider.exchange(http, led_to(page)["code"])).json()
    assert (await claims_in(http, provider, tokens["id_token"]))[1]["auth_time"] == signed_in_at
    provider.clock.advance(seconds=1)
    assert (await browser.open(provider.auth(max_age="60"))).choices("methode")


async def test_the_capacity_is_asked_at_every_sign_in_and_the_person_is_not(
    provider: Started, browser: Browser
) -> None:
    await provider.code(browser)
    page = await browser.open(provider.auth())
    assert page.choices("hoedanigheid") == ["BUR:", GENT, OCMW_GENT]
    assert "Log in voor je stad of gemeente, NIET als persoon." in page.text
    assert "code" in led_to(await browser.press(page, "hoedanigheid", OCMW_GENT))


async def test_after_two_hours_the_person_is_asked_again(provider: Started, browser: Browser) -> None:
    await provider.code(browser)
    provider.clock.advance(hours=2)
    assert (await browser.open(provider.auth())).choices("methode")


async def test_somebody_else_can_sign_in_in_the_same_browser(provider: Started, browser: Browser) -> None:
    await provider.code(browser)
    page = await browser.press(await browser.open(provider.auth()), "actie", "terug")
    page = await sign_in(browser, page, "Lo Beheerder", None)
    assert page.choices("hoedanigheid") == ["BUR:", GENT]


@pytest.mark.parametrize(
    ("named", "chosen"),
    [
        (hint(cap_hint="LB", code_hint="OVO002633"), "OVO002633"),
        (hint(cap_hint="BUR"), None),
        (hint(cap_hint="LB", code_hint="OVO002633").rstrip("="), "OVO002633"),
    ],
)
async def test_a_hint_at_a_capacity_that_somebody_has_spares_the_choice(
    provider: Started, http: httpx2.AsyncClient, browser: Browser, named: str, chosen: str | None
) -> None:
    code = await provider.code(browser, capacity=None, login_hint=named)
    _, claims = await claims_in(http, provider, (await provider.exchange(http, code)).json()["id_token"])
    assert claims.get("vo_orgcode") == chosen
    # Known by now, so no page is shown at all.
    assert "code" in led_to(await browser.open(provider.auth(login_hint=named)))


@pytest.mark.parametrize(
    "named",
    [
        hint(cap_hint="LB"),
        hint(cap_hint="LB", code_hint="OVO002149"),
        hint(cap_hint="LB", code_hint="niets"),
        hint(code_hint="OVO002067"),
        "[]",
        "W10=",
        "%%%",
        "é".encode().hex(),
    ],
)
async def test_another_hint_leaves_the_choice(provider: Started, browser: Browser, named: str) -> None:
    page = await sign_in(browser, await browser.open(provider.auth(login_hint=named)), "Mo Derator", None)
    assert page.choices("hoedanigheid") == ["BUR:", GENT, OCMW_GENT]


async def test_a_mobile_app_gets_an_access_token_that_the_api_reads(
    provider: Started, http: httpx2.AsyncClient, browser: Browser
) -> None:
    code = await provider.code(browser, client_id="mobiel", redirect_uri=MOBILE)
    body = {"grant_type": "authorization_code", "code": code, "redirect_uri": MOBILE, "code_verifier": VERIFIER}
    tokens = (await http.post(provider.token, data={**body, "client_id": "mobiel"})).json()
    header, claims = await claims_in(http, provider, tokens["access_token"])
    assert header["typ"] == "at+jwt"
    assert (claims["iss"], claims["aud"], claims["client_id"]) == (provider.issuer, "ikdoemee", "mobiel")
    assert identity_of(claims, rights_claim=CLAIM).rights == {MODERATOR_RIGHT}
    refused = await http.get(
        f"{provider.issuer}/v1/userinfo", headers={"authorization": f"Bearer {tokens['access_token']}"}
    )
    assert refused.status_code == 401


@pytest.mark.parametrize(("prompt", "error"), [(None, "login_required"), ("signed in", "account_selection_required")])
async def test_nothing_is_shown_to_who_asks_for_that(
    provider: Started, browser: Browser, prompt: str | None, error: str
) -> None:
    if prompt:
        await provider.code(browser)
    back = led_to(await browser.open(provider.auth(prompt="none")))
    assert (back["error"], back["state"], back["iss"]) == (error, "toestand", provider.issuer)


async def test_who_wants_a_fresh_sign_in_gets_one(provider: Started, browser: Browser) -> None:
    await provider.code(browser)
    assert (await browser.open(provider.auth(prompt="login"))).choices("methode")


async def test_who_cancels_is_led_back(provider: Started, browser: Browser) -> None:
    page = await browser.press(await browser.open(provider.auth()), "actie", "annuleer")
    back = led_to(page)
    assert (back["error"], back["state"], back["iss"]) == ("access_denied", "toestand", provider.issuer)

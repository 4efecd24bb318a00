"""Signing in with a real provider, from the first click to an operation in the session."""

import asyncio
import base64
import hashlib
from pathlib import Path

import httpx2
import orjson
import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import Table, func, select

from ikdoemee.edge import signing_in
from persistence.tables.sessions import pending_sign_in, session
from tests.sign_in.browser import MODERATOR, NATURAL_PERSON
from tests.sign_in.conftest import OpenSite, Site
from tests.sign_in.provider import Provider
from tests.support.api import GENT_OVO, HASSELT_OVO
from tests.support.client import activity_id
from tests.support.factories import activity, store

VIEWER = "{ viewer { person { name } capacities { kind } notice } }"
PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) { __typename ... on Refusal { code message } }
}
"""

pytestmark = pytest.mark.xdist_group("sign-in")


async def lines_in(site: Site, table: Table) -> int:
    async with site.engine.connect() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


def codes(answer: httpx2.Response) -> str:
    code: str = orjson.loads(answer.content)["errors"][0]["extensions"]["code"]
    return code


async def test_a_moderator_signs_in_and_publishes(site: Site) -> None:
    browser = site.open_browser()
    draft = activity()
    await store(site.engine, [draft])
    answer = await browser.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    told = await browser.session()
    assert {name: told[name] for name in ("signedIn", "name", "organisationCode")} == {
        "signedIn": True,
        "name": "mo Test",
        "organisationCode": GENT_OVO,
    }
    published = await browser.send(PUBLISH, {"input": {"activityId": activity_id(draft.id)}})
    assert published.data["publishActivity"] == {"__typename": "ActivityPublished"}


async def test_what_is_asked_of_the_provider_is_bound_to_this_sign_in(site: Site) -> None:
    browser = site.open_browser()
    _, asked = await browser.asked(await browser.leave(organisatie=GENT_OVO))
    hint = orjson.loads(base64.b64decode(asked["login_hint"]))
    assert hint == {"cap_hint": "LB", "code_hint": GENT_OVO}
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == f"{site.url}/aanmelden/terug"
    assert "urn:be:vlaanderen:authmech:eid" in asked["acr_values"].split()
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    async with site.engine.connect() as connection:
        kept = (await connection.execute(select(pending_sign_in))).one()
    assert kept.digest == hashlib.sha256(asked["state"].encode()).hexdigest()


async def test_a_natural_person_gets_a_session_and_an_explanation(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in("an", NATURAL_PERSON)
    assert (await browser.session())["organisationCode"] is None
    viewer = (await browser.send(VIEWER)).data["viewer"]
    assert viewer["capacities"] == [{"kind": "NATURAL_PERSON"}]
    assert viewer["notice"].startswith("Je bent aangemeld als natuurlijk persoon")


async def test_rights_at_another_organisation_do_not_count(site: Site) -> None:
    browser = site.open_browser()
    claims = MODERATOR | {"vo_orgcode": HASSELT_OVO}
    await browser.sign_in("mo", claims)
    assert (await browser.send(VIEWER)).data["viewer"]["capacities"] == [{"kind": "ORGANISER"}]


async def test_somebody_goes_on_where_they_were(site: Site) -> None:
    browser = site.open_browser()
    answer = await browser.come_back(
        await browser.answer_provider(await browser.leave(terug="/werk?dag=1"), "mo", MODERATOR)
    )
    assert answer.headers["location"] == "/werk?dag=1"


async def test_a_sign_in_leads_to_no_other_site(site: Site) -> None:
    browser = site.open_browser()
    answer = await browser.http.get(f"{site.url}/aanmelden", params={"terug": "//evil.example"})
    assert (answer.status_code, codes(answer)) == (400, "BAD_VALUE")
    answer = await browser.http.get(f"{site.url}/aanmelden", params={"organisatie": "OVO1"})
    assert (answer.status_code, codes(answer)) == (400, "BAD_VALUE")


async def test_two_tabs_can_sign_in_at_once_and_in_any_order(site: Site) -> None:
    browser = site.open_browser()
    first, second = await browser.leave(terug="/een"), await browser.leave(terug="/twee")
    back = [await browser.answer_provider(url, "mo", MODERATOR) for url in (first, second)]
    answers = [await browser.come_back(url) for url in reversed(back)]
    assert [each.headers["location"] for each in answers] == ["/twee", "/een"]
    # The last one is the session; the other ended.
    assert await lines_in(site, session) == 1
    assert (await browser.session())["signedIn"]


async def test_a_way_back_can_be_used_once(site: Site) -> None:
    browser = site.open_browser()
    back = await browser.answer_provider(await browser.leave(), "mo", MODERATOR)
    assert (await browser.come_back(back)).status_code == 303
    again = await browser.http.get(back)
    assert (again.status_code, codes(again)) == (400, "SIGN_IN_LOST")


async def test_a_code_that_was_used_is_worth_nothing_in_another_sign_in(site: Site) -> None:
    browser = site.open_browser()
    used = await browser.answer_provider(await browser.leave(), "mo", MODERATOR)
    await browser.come_back(used)
    fresh = await browser.answer_provider(await browser.leave(), "mo", MODERATOR)
    forged = fresh.copy_merge_params({"code": used.params["code"]})
    answer = await site.open_browser().http.get(forged, headers={"cookie": browser.cookies})
    assert (answer.status_code, codes(answer)) == (403, "SIGN_IN_REFUSED")


@pytest.mark.parametrize("holds", ["nothing", "another"])
async def test_nobody_is_signed_in_by_the_link_of_somebody_else(site: Site, holds: str) -> None:
    attacker, victim = site.open_browser(), site.open_browser()
    back = await attacker.answer_provider(await attacker.leave(), "eve", NATURAL_PERSON)
    if holds == "another":
        await victim.leave()
    answer = await victim.http.get(back)
    assert (answer.status_code, codes(answer)) == (400, "SIGN_IN_LOST")
    assert (await victim.session()) == {"signedIn": False}
    # Nor is it used up for who it belongs to.
    assert (await attacker.come_back(back)).status_code == 303


async def test_a_sign_in_that_takes_too_long_is_lost(site: Site) -> None:
    browser = site.open_browser()
    back = await browser.answer_provider(await browser.leave(), "mo", MODERATOR)
    site.clock.advance(minutes=10)
    # The browser itself would have forgotten its cookie by now.
    answer = await site.open_browser().http.get(back, headers={"cookie": browser.cookies})
    assert (answer.status_code, codes(answer)) == (400, "SIGN_IN_LOST")


async def test_who_cancels_is_told_so_on_a_page_with_a_way_back(site: Site) -> None:
    browser = site.open_browser()
    back = await browser.answer_provider(await browser.leave(terug="/werk"), "mo", MODERATOR, error="access_denied")
    answer = await browser.come_back(back)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert "afgebroken" in answer.text
    assert 'href="/aanmelden?terug=%2Fwerk"' in answer.text


async def test_a_weak_means_of_signing_in_does_not_do(site: Site) -> None:
    browser = site.open_browser()
    answer = await browser.sign_in("mo", acr="urn:be:vlaanderen:authmech:password")
    assert answer.status_code == 403
    assert "sterkere digitale sleutel" in answer.text


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"aud": ["ikdoemee", "another"]},
        {"azp": "another"},
        {"iss": "http://127.0.0.1:1/op"},
        {"nonce": "another"},
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000},
        {"at_hash": "another"},
        {"acr": "urn:be:vlaanderen:authmech:password"},
    ],
    ids=str,
)
async def test_claims_that_are_not_for_this_sign_in_sign_nobody_in(
    site: Site, provider: Provider, claims: dict[str, object]
) -> None:
    provider.change(tamper=claims)
    browser = site.open_browser()
    answer = await browser.sign_in()
    assert answer.status_code == 403, answer.text
    assert await lines_in(site, session) == 0
    provider.change(tamper={})
    assert (await browser.sign_in()).status_code == 303


async def test_an_answer_of_another_provider_is_refused(site: Site) -> None:
    browser = site.open_browser()
    back = await browser.answer_provider(await browser.leave(), "mo", MODERATOR)
    assert (await browser.come_back(back.copy_set_param("iss", "https://evil.example"))).status_code == 403


async def test_a_provider_may_change_its_keys(site: Site, provider: Provider) -> None:
    browser = site.open_browser()
    assert (await browser.sign_in()).status_code == 303
    provider.change(rotate=True)
    assert (await site.open_browser().sign_in()).status_code == 303


async def test_a_private_key_can_prove_who_we_are(open_site: OpenSite, provider: Provider, tmp_path: Path) -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    file = tmp_path / "key.json"
    file.write_bytes(orjson.dumps(key.as_dict(private=True)))
    provider.change(publicKey=key.as_dict(private=False))
    async with open_site(oidc_client_secret=None, oidc_private_key=file) as site:
        assert (await site.open_browser().sign_in()).status_code == 303
        await asyncio.to_thread(provider.change, publicKey=None)


async def test_a_provider_that_goes_away_meanwhile_is_a_matter_of_patience(site: Site) -> None:
    browser = site.open_browser()
    back = await browser.answer_provider(await browser.leave(terug="/werk"), "mo", MODERATOR)
    answer = await browser.come_back(back.copy_set_param("error", "temporarily_unavailable"))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert 'href="/aanmelden?terug=%2Fwerk"' in answer.text


async def test_looking_whether_it_is_there_begins_no_sign_in(site: Site) -> None:
    browser = site.open_browser()
    assert (await browser.http.head(f"{site.url}/aanmelden")).status_code == 405
    assert (await browser.http.head(f"{site.url}/aanmelden/terug")).status_code == 400
    assert await lines_in(site, pending_sign_in) == 0


async def test_nobody_signs_in_without_end(open_site: OpenSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "SIGN_INS_PER_SENDER", 2)
    async with open_site(trusted_proxies=["127.0.0.1"]) as site:
        browser = site.open_browser()
        browser.http.headers["x-forwarded-for"] = "8.8.8.8"
        for _ in range(2):
            await browser.leave()
        answer = await browser.http.get(f"{site.url}/aanmelden")
        assert (answer.status_code, codes(answer)) == (429, "TOO_MANY_REQUESTS")
        browser.http.headers["x-forwarded-for"] = "8.8.4.4"
        await browser.leave()


async def test_a_provider_that_is_away_is_a_matter_of_patience(open_site: OpenSite) -> None:
    async with open_site(oidc_issuer="http://127.0.0.1:1/op") as site:
        browser = site.open_browser()
        for accept in ("text/html", "application/json"):
            answer = await browser.http.get(f"{site.url}/aanmelden", headers={"accept": accept})
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
            assert "Aanmelden lukt op dit ogenblik niet" in answer.text
        assert (await browser.send(VIEWER)).data["viewer"]["capacities"] == []

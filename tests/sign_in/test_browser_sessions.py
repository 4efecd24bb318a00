"""A session: what it allows, what it asks of each request, and how it ends."""

from urllib.parse import parse_qs, urlsplit

import httpx2
import orjson
import pytest
from sqlalchemy import select

from persistence.tables.access_changes import access_change
from persistence.tables.sessions import session
from tests.sign_in.browser import MODERATOR, NATURAL_PERSON, capacity
from tests.sign_in.conftest import OpenSite, Site
from tests.support.api import HASSELT_OVO

VIEWER = "{ viewer { person { name } } }"
NOBODY = {"viewer": {"person": None}}
MO = {"viewer": {"person": {"name": "mo Test"}}}
MODERATES = '{ territory(nis: "44021") { name } }'

pytestmark = pytest.mark.xdist_group("sign-in")


def code_of(answer: httpx2.Response) -> str:
    code: str = orjson.loads(answer.content)["errors"][0]["extensions"]["code"]
    return code


async def test_who_did_not_sign_in_is_nobody(site: Site) -> None:
    browser = site.open_browser()
    assert await browser.session() == {"signedIn": False}
    assert (await browser.send(VIEWER)).data == NOBODY


async def test_the_cookie_is_out_of_reach_of_pages_and_of_other_sites(site: Site) -> None:
    browser = site.open_browser()
    answer = await browser.sign_in()
    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith("sessie=")]
    assert {each.strip() for each in cookie.split(";")[1:]} == {"HttpOnly", "Max-Age=7200", "Path=/", "SameSite=lax"}


async def test_only_the_digest_of_a_session_is_kept(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    async with site.engine.connect() as connection:
        (kept,) = (await connection.execute(select(session))).all()
    session_id = browser.http.cookies["sessie"]
    assert session_id not in str(kept)
    assert (kept.subject, kept.target_group, kept.acr) == ("mo", "LB", "urn:be:vlaanderen:authmech:eid")


async def test_a_session_changes_nothing_without_the_token_of_its_pages(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    right, browser.csrf = browser.csrf, None
    for wrong in ({}, {"x-csrf-token": ""}, {"x-csrf-token": f"{right}x"}):
        refused = await browser.send(VIEWER, headers=wrong)
        assert (refused.status, refused.error_codes) == (403, ["CSRF_TOKEN_REQUIRED"])
    for path in ("/afmelden", "/wissel"):
        assert code_of(await browser.post(path)) == "CSRF_TOKEN_REQUIRED"
    assert (await browser.send(VIEWER, headers={"x-csrf-token": str(right)})).data == MO
    # What only reads needs none: other sites cannot read the answer.
    read = await browser.http.get(f"{site.url}/graphql", params={"query": VIEWER})
    assert read.json()["data"] == MO


async def test_the_token_of_another_session_does_not_do(site: Site) -> None:
    mine, other = site.open_browser(), site.open_browser()
    await mine.sign_in()
    await other.sign_in("an", NATURAL_PERSON)
    mine.csrf = other.csrf
    assert (await mine.send(VIEWER)).error_codes == ["CSRF_TOKEN_REQUIRED"]


async def test_a_token_in_the_request_wins_from_the_session(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    browser.csrf = None
    refused = await browser.send(VIEWER, headers={"authorization": "Bearer rubbish"})
    assert (refused.status, refused.error_codes) == (401, ["UNAUTHENTICATED"])


async def test_a_page_of_another_site_gets_nowhere(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    answer = await browser.post("/afmelden", origin="https://evil.example")
    assert (answer.status_code, code_of(answer)) == (403, "ORIGIN_NOT_ALLOWED")


async def test_signing_out_ends_the_session_here_and_tells_where_it_ends_there(site: Site) -> None:
    browser, copy = site.open_browser(), site.open_browser()
    await browser.sign_in()
    stolen = browser.cookies
    answer = await browser.post("/afmelden")
    url = urlsplit(answer.json()["logoutUrl"])
    assert parse_qs(url.query) == {"client_id": ["ikdoemee"], "post_logout_redirect_uri": [f"{site.url}/"]}
    assert "sessie" not in browser.http.cookies
    assert (await copy.send(VIEWER, headers={"cookie": stolen, "x-csrf-token": str(browser.csrf)})).status == 401
    async with site.engine.connect() as connection:
        assert list((await connection.execute(select(access_change.c.subject))).scalars()) == ["mo"]
    # The provider knows the address that it is sent back to.
    assert (await browser.http.get(url.geturl())).status_code == 200


async def test_signing_out_twice_does_no_harm(site: Site) -> None:
    browser = site.open_browser()
    assert (await browser.post("/afmelden")).status_code == 200
    await browser.sign_in()
    browser.http.cookies.set("sessie", "of long ago", domain="127.0.0.1")
    browser.csrf = None
    assert (await browser.post("/afmelden")).status_code == 403


async def test_switching_leads_to_another_organisation_in_another_session(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    before = browser.http.cookies["sessie"], browser.csrf
    url = urlsplit((await browser.post("/wissel")).json()["switchUrl"])
    assert parse_qs(url.query) == {
        "switch": ["true"],
        "client_id": ["ikdoemee"],
        "post_logout_redirect_uri": [f"{site.url}/aanmelden"],
    }
    assert await browser.session() == {"signedIn": False}
    await browser.sign_in("mo", capacity(HASSELT_OVO))
    told = await browser.session()
    assert told["organisationCode"] == HASSELT_OVO
    assert before[0] != browser.http.cookies["sessie"]
    assert before[1] != told["csrfToken"]


async def test_signing_in_again_ends_the_session_before(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    before = browser.cookies, str(browser.csrf)
    await browser.sign_in("mo", capacity(HASSELT_OVO))
    answer = await site.open_browser().send(VIEWER, headers={"cookie": before[0], "x-csrf-token": before[1]})
    assert answer.error_codes == ["SESSION_ENDED"]


async def test_a_session_that_is_not_used_ends(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    for _ in range(3):
        site.clock.advance(minutes=20)
        assert (await browser.send(VIEWER)).data == MO
    site.clock.advance(minutes=20)
    # To look whether it is still there is no use of it.
    assert (await browser.session())["signedIn"]
    site.clock.advance(minutes=10)
    ended = await browser.send(VIEWER)
    assert (ended.status, ended.error_codes) == (401, ["SESSION_ENDED"])
    # The browser lets go of it, and is nobody from now on.
    assert "sessie" not in browser.http.cookies
    assert (await browser.send(VIEWER)).data == NOBODY


async def test_a_session_ends_however_much_it_is_used(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    for _ in range(5):
        site.clock.advance(minutes=20)
        assert (await browser.send(VIEWER)).data == MO
    site.clock.advance(minutes=20)
    # The browser forgets its cookie at the same time; a copy of it is worth nothing either.
    answer = await browser.send(VIEWER, headers={"cookie": browser.cookies})
    assert answer.error_codes == ["SESSION_ENDED"]
    assert await browser.session() == {"signedIn": False}


async def test_settings_say_how_long_sessions_last(open_site: OpenSite) -> None:
    async with open_site(session_minutes=10, session_idle_minutes=2) as site:
        browser = site.open_browser()
        await browser.sign_in()
        site.clock.advance(minutes=2)
        assert (await browser.send(VIEWER)).error_codes == ["SESSION_ENDED"]


@pytest.mark.parametrize("held", ["x", "x" * 5000, "caf\u00e9"])
async def test_what_is_no_session_is_refused(site: Site, held: str) -> None:
    browser = site.open_browser()
    answer = await browser.http.get(
        f"{site.url}/graphql", params={"query": VIEWER}, headers={b"cookie": f"sessie={held}".encode()}
    )
    assert (answer.status_code, code_of(answer)) == (401, "SESSION_ENDED")


async def test_a_download_can_be_had_with_a_session(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    assert (await browser.http.get(f"{site.url}/export/audit/44021.csv")).status_code == 200
    other = site.open_browser()
    await other.sign_in("an", MODERATOR | {"vo_orgcode": HASSELT_OVO})
    assert (await other.http.get(f"{site.url}/export/audit/44021.csv")).status_code == 404


async def test_sessions_that_are_over_are_cleaned_up_by_later_ones(site: Site) -> None:
    for person in ("a", "b"):
        await site.start_session(site.open_browser(), person)
    site.clock.advance(hours=2)
    await site.start_session(site.open_browser(), "c")
    async with site.engine.connect() as connection:
        assert list((await connection.execute(select(session.c.subject))).scalars()) == ["c"]


async def test_a_moderator_sees_their_territory(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    assert (await browser.send(MODERATES)).data == {"territory": {"name": "Gent"}}

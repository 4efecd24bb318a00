"""What the development provider does not do, and how it says so."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from auth.development import subject_of
from auth.development_provider.kept import Kept
from auth.development_provider.people import UnusablePeopleError, read_people
from tests.development_provider.started import (
    EVERYTHING,
    GENT,
    MOBILE,
    WEB,
    Started,
    sign_in,
)
from tests.support.browser import Browser, led_to
from tests.support.clock import Clock

UNKNOWN_CLIENT = "De toepassing waarvoor je wil aanmelden is hier niet bekend."
WRONG_ADDRESS = "Het adres om naar terug te keren hoort niet bij de toepassing waarvoor je wil aanmelden."
UNREADABLE = "Deze vraag om aan te melden is onleesbaar."
LOST = "Deze aanmelding is afgerond of verlopen, of begon in een andere browser. Begin opnieuw."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"client_id": "iemand"}, UNKNOWN_CLIENT),
        ({"client_id": None}, UNKNOWN_CLIENT),
        ({"client_id": "iemand", "response_type": "token"}, UNKNOWN_CLIENT),
        ({"redirect_uri": "https://elders.example/terug"}, WRONG_ADDRESS),
        ({"redirect_uri": f"{WEB}/"}, WRONG_ADDRESS),
        ({"redirect_uri": None}, WRONG_ADDRESS),
        ({"redirect_uri": "https://elders.example/", "response_type": "token"}, WRONG_ADDRESS),
        ({"redirect_uri": 'https://elders.example/"\\'}, UNREADABLE),
        ({"client_id": "\u00e9"}, UNREADABLE),
        ({"response_type": 'code"'}, UNREADABLE),
        ({"state": "a\r\nset-cookie: x=y"}, UNREADABLE),
        ({"state": "x" * 40_000}, UNREADABLE),
    ],
)
async def test_nobody_is_sent_where_it_is_not_certain_to_lead(
    provider: Started, browser: Browser, changed: dict[str, str | None], sentence: str
) -> None:
    page = await browser.open(provider.auth(**changed))
    assert page.response.status_code == 400
    assert sentence in page.text


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": f"{EVERYTHING} rrn"}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "kort"}, "invalid_request"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"acr_values": "urn:be:vlaanderen:authmech:password"}, "invalid_request"),
        ({"max_age": "straks"}, "invalid_request"),
        ({"max_age": "9" * 5000}, "invalid_request"),
        ({"request": "x"}, "request_not_supported"),
        ({"request_uri": "https://elders.example/"}, "request_uri_not_supported"),
        ({"prompt": "none login"}, "invalid_request"),
    ],
)
async def test_an_application_hears_what_is_wrong_before_anybody_signs_in(
    provider: Started, browser: Browser, changed: dict[str, str | None], error: str
) -> None:
    page = await browser.open(provider.auth(**changed))
    assert page.response.status_code == 303
    assert page.response.headers["location"].startswith(f"{WEB}?")
    back = led_to(page)
    assert (back["error"], back["state"], back["iss"]) == (error, "toestand", provider.issuer)


async def test_nothing_is_asked_twice_or_without_end(provider: Started, browser: Browser) -> None:
    twice = await browser.open(f"{provider.auth()}&state=anders")
    assert (twice.response.status_code, "De toepassing vraagt iets dat hier niet kan." in twice.text) == (400, True)
    endless = await browser.open(provider.auth() + "&x=y" * 50)
    assert (endless.response.status_code, UNREADABLE in endless.text) == (400, True)


async def test_a_public_client_needs_pkce(provider: Started, browser: Browser) -> None:
    page = await browser.open(
        provider.auth(client_id="mobiel", redirect_uri=MOBILE, code_challenge=None, code_challenge_method=None)
    )
    assert page.response.headers["location"].startswith("be.ikdoemee:/terug?error=invalid_request")


async def test_a_form_comes_from_its_own_page(provider: Started, http: httpx2.AsyncClient, browser: Browser) -> None:
    page = await browser.open(provider.auth())
    for csrf in ("", "geraden", "\u00e9"):
        assert (await browser.press(page, "methode", "itsme", csrf=csrf)).response.status_code in {400, 403}
    url = f"{provider.issuer.removesuffix('/op')}{page.action}"
    async with httpx2.AsyncClient(timeout=15) as other:
        assert (await other.get(url)).status_code == 404
        assert (await other.post(url, data={**page.fields, "methode": "itsme"})).status_code == 404
    assert (await http.post(url, json={})).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("persoon", subject_of("Mo Derator")),
        ("hoedanigheid", GENT),
        ("methode", "password"),
        ("actie", "word-beheerder"),
        ("iets", "anders"),
    ],
)
async def test_no_step_is_skipped(provider: Started, browser: Browser, name: str, value: str) -> None:
    page = await browser.press(await browser.open(provider.auth()), name, value)
    assert page.response.status_code == 400
    assert "Dat kan je hier niet kiezen." in page.text


@pytest.mark.parametrize(
    ("name", "value"), [("persoon", subject_of("Iemand Anders")), ("hoedanigheid", "LB:OVO002149")]
)
async def test_nobody_becomes_who_they_cannot_be(provider: Started, browser: Browser, name: str, value: str) -> None:
    page = await browser.press(await browser.open(provider.auth()), "methode", "itsme")
    if name == "hoedanigheid":
        page = await browser.press(page, "persoon", subject_of("Mo Derator"))
    assert (await browser.press(page, name, value)).response.status_code == 400


async def test_a_sign_in_is_finished_once_and_does_not_wait_for_ever(provider: Started, browser: Browser) -> None:
    page = await browser.press(await browser.open(provider.auth()), "methode", "itsme")
    page = await browser.press(page, "persoon", subject_of("Mo Derator"))
    assert "code" in led_to(await browser.press(page, "hoedanigheid", GENT))
    assert LOST in (await browser.press(page, "hoedanigheid", GENT)).text
    page = await browser.open(provider.auth())
    provider.clock.advance(minutes=15)
    assert LOST in (await browser.press(page, "hoedanigheid", GENT)).text


async def test_two_tabs_do_not_disturb_each_other(provider: Started, browser: Browser) -> None:
    first, second = await browser.open(provider.auth(state="een")), await browser.open(provider.auth(state="twee"))
    assert led_to(await sign_in(browser, second, "Mo Derator", GENT))["state"] == "twee"
    assert led_to(await sign_in(browser, first, "Na Tuurlijk", None))["state"] == "een"


async def test_what_is_remembered_is_bounded() -> None:
    clock = Clock()
    kept: Kept[int] = Kept(clock.now, lifetime=timedelta(seconds=10), most=3)
    for number in range(5):
        kept.put(str(number), number)
    assert len(kept) == 3
    assert [kept.get(str(number)) for number in range(5)] == [None, None, 2, 3, 4]
    kept.forget(lambda number: number == 3)
    clock.advance(seconds=10)
    assert (len(kept), kept.get("4"), kept.take("4"), len(kept)) == (2, None, None, 1)


@pytest.mark.parametrize(
    "text",
    [
        'people = "niemand"',
        "person = 5",
        "person = [5]",
        '[[person]]\ngiven_name = "An"',
        '[[person]]\ngiven_name="A"\nfamily_name="B"\nabout=""\n[[person.organisation]]\ncode="x"\nname=""\ngroup="LB"',
        '[[person]]\ngiven_name="A"\nfamily_name="B"\nabout=""\n' * 2,
    ],
)
async def test_people_are_checked_when_they_are_read(tmp_path: Any, text: str) -> None:
    file = tmp_path / "people.toml"
    file.write_text(text)
    with pytest.raises(UnusablePeopleError):
        read_people(file)

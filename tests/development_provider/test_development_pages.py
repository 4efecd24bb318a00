"""The pages of the development provider: what they show, and what a browser may do on them."""

from html.parser import HTMLParser

import httpx2
import pytest

from auth.development import subject_of
from auth.development_provider.methods import METHODS
from auth.development_provider.pages import Form, Pages
from auth.development_provider.people import Capacity, DemoPerson
from tests.development_provider.started import MOBILE, Started, sign_in
from tests.support.browser import Browser, Page

HOSTILE = "\"'><script>alert(1)</script>&amp;"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


async def test_the_first_page_says_what_the_real_one_says(provider: Started, browser: Browser) -> None:
    page = await browser.open(provider.auth())
    assert [name for name in (method.label for method in METHODS) if name not in page.text] == []
    assert page.text.index("eID en aangesloten kaartlezer") < page.text.index("UW LAATSTE KEUZE")
    assert page.text.index("Beveiligingscode via mobiele app") < page.text.index("GEMAKKELIJKSTE KEUZE")
    assert page.text.count("Nog niet geactiveerd? Activeer nu!") == 2
    assert page.text.count("Meer info") == 5
    assert "HULP NODIG BIJ AANMELDEN?" in page.text
    assert "Aanmelding voor ontwikkeling." in page.text
    assert "Aanmelden bij ikdoemee, stap 1 van 3" in page.text


async def test_the_last_choice_is_remembered(provider: Started, browser: Browser) -> None:
    await browser.press(await browser.open(provider.auth()), "methode", "csamsms")
    page = await browser.open(provider.auth())
    assert page.text.index("Beveiligingscode via SMS") < page.text.index("UW LAATSTE KEUZE")
    assert page.text.count("UW LAATSTE KEUZE") == 1


async def test_the_last_page_offers_person_and_organisations(provider: Started, browser: Browser) -> None:
    page = await sign_in(browser, await browser.open(provider.auth()), "Mo Derator", None)
    for part in ("SELECTEER NAMENS WIE JE WIL AANMELDEN", "Mo Derator Natuurlijk persoon", "Stad Gent OVO002067"):
        assert part in page.text


async def test_one_can_go_back(provider: Started, browser: Browser) -> None:
    page = await browser.press(await browser.open(provider.auth()), "methode", "itsme")
    assert "Met itsme® zou nu blijken wie je bent." in page.text
    assert (await browser.press(page, "actie", "terug")).choices("methode")


@pytest.mark.parametrize(
    ("changed", "target"),
    [({}, "https://ikdoemee.example"), ({"client_id": "mobiel", "redirect_uri": MOBILE}, "be.ikdoemee:")],
)
async def test_a_browser_may_load_and_send_only_what_belongs_there(
    provider: Started, browser: Browser, changed: dict[str, str | None], target: str
) -> None:
    headers = (await browser.open(provider.auth(**changed))).response.headers
    assert headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {target}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


async def test_the_style_is_ours(provider: Started, http: httpx2.AsyncClient) -> None:
    answer = await http.get(f"{provider.issuer}/pages.css")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert "url(" not in answer.text


async def test_elsewhere_there_is_nothing(provider: Started, browser: Browser) -> None:
    page = await browser.open(f"{provider.issuer}/v2/auth")
    assert (page.response.status_code, "Hier is niets" in page.text) == (404, True)


def test_the_pages_escape_everything() -> None:
    person = DemoPerson(
        given_name=HOSTILE,
        family_name=HOSTILE,
        about=HOSTILE,
        organisations=(Capacity(group=HOSTILE, organisation=HOSTILE, organisation_name=HOSTILE),),
    )
    pages, form = Pages("/op"), Form(HOSTILE, HOSTILE, HOSTILE)
    for text in (
        pages.methods(form, METHODS, last=HOSTILE),
        pages.people(form, [person], METHODS[0]),
        pages.capacities(form, person, person.capacities),
        pages.failed(HOSTILE, HOSTILE, HOSTILE),
    ):
        seen = _Tags()
        seen.feed(text)
        assert "script" not in seen.tags
        assert "<script" not in text
        assert not [name for name in seen.attributes if name.startswith("on") or name == "style"]


async def test_what_an_application_sends_is_shown_as_text(provider: Started, http: httpx2.AsyncClient) -> None:
    answer = await http.get(f"{provider.issuer}/v1/auth", params={"client_id": "<script>alert(1)</script>"})
    assert answer.status_code == 400
    assert "<script" not in answer.text
    assert subject_of("Mo Derator") not in Page.of(answer).text

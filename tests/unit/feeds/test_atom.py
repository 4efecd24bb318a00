"""Activities as Atom: what RFC 4287 asks of every feed, and nothing that could do harm in it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import Activity, ActivityContent, Organiser, Source, SourceSystem, Vocabulary
from ikdoemee.feeds.atom import activity_feed
from ikdoemee.feeds.links import Links
from persistence.published import CarriedTerm, PublishedActivity
from tests.support.atom import ATOM, entries, parsed, text_of
from tests.support.client import activity_id
from tests.support.clock import START
from tests.support.factories import activity, content

LINKS = Links(base="https://api.example.org")
PATH = "/feeds/territories/44021.atom"


def published(**changes: Any) -> Activity:  # any field of the activity
    return activity(published_at=START, **changes)


def feed_of(*activities: Activity, terms: tuple[CarriedTerm, ...] = (), links: Links = LINKS) -> bytes:
    found = [PublishedActivity(activity=each, terms=terms) for each in activities]
    return activity_feed("Activiteiten in Gent", found, path=PATH, links=links)


def links_of(feed: bytes) -> list[dict[str, str]]:
    (entry,) = entries(parsed(feed))
    return [dict(link.attrib) for link in entry.findall(f"{ATOM}link")]


def test_a_feed_says_who_it_is_and_where_it_stands() -> None:
    feed = parsed(feed_of(published(updated_at=datetime(2026, 12, 1, 9, 30, 0, 5, tzinfo=UTC)), published()))
    assert feed.tag == f"{ATOM}feed"
    assert text_of(feed, "id") == "tag:ikdoemee.be,2026:feeds:territories:44021"
    assert text_of(feed, "title") == "Activiteiten in Gent"
    assert text_of(feed, "updated") == "2026-12-01T09:30:00Z"
    assert [dict(link.attrib) for link in feed.findall(f"{ATOM}link")] == [
        {"rel": "self", "href": f"https://api.example.org{PATH}", "type": "application/atom+xml"},
        {
            "rel": "alternate",
            "href": "https://api.example.org/feeds/territories/44021.ics",
            "type": "text/calendar",
        },
    ]
    (author,) = feed.findall(f"{ATOM}author")
    assert text_of(author, "name") == "ikdoemee.be"


def test_an_empty_feed_is_valid_and_never_changed() -> None:
    feed = parsed(feed_of())
    assert (text_of(feed, "updated"), entries(feed)) == ("1970-01-01T00:00:00Z", [])


def test_an_entry_says_what_when_where_and_by_whom() -> None:
    found = published()
    topic = CarriedTerm(vocabulary=Vocabulary.TOPIC, code="KOKEN", label="Koken & eten")
    (entry,) = entries(parsed(feed_of(found, terms=(topic,))))
    assert {name: text_of(entry, name) for name in ("id", "title", "updated", "published", "summary", "content")} == {
        "id": f"tag:ikdoemee.be,2026:activity:{found.id}",
        "title": "Conversatietafel",
        "updated": "2026-11-21T12:00:00Z",
        "published": "2026-11-21T12:00:00Z",
        "summary": "dinsdag 1 december 2026 van 19.00 tot 21.00 uur (Bibliotheek, Voorbeeldstraat 1, 9000 Gent)",
        "content": "<p>Oefen je Nederlands bij een kop koffie.</p>",
    }
    (body,) = entry.findall(f"{ATOM}content")
    (author,) = entry.findall(f"{ATOM}author")
    (category,) = entry.findall(f"{ATOM}category")
    assert (body.attrib, text_of(author, "name")) == ({"type": "html"}, "Buurthuis De Brug")
    assert category.attrib == {
        "term": "KOKEN",
        "scheme": "tag:ikdoemee.be,2026:vocabulary:topic",
        "label": "Koken & eten",
    }


def test_the_last_published_comes_first() -> None:
    days = [3, 9, 1]
    made = [published(content_=content(title=str(day))) for day in days]
    dated = [
        replace(each, published_at=datetime(2026, 11, day, tzinfo=UTC)) for each, day in zip(made, days, strict=True)
    ]
    assert [text_of(entry, "title") for entry in entries(parsed(feed_of(*dated)))] == ["9", "3", "1"]


@pytest.mark.parametrize(
    ("page", "source", "expected"),
    [
        (
            "https://www.example.org/a/{id}?x=1",
            "https://www.uitinvlaanderen.be/e/1",
            "https://www.example.org/a/{id}?x=1",
        ),
        (None, "https://www.uitinvlaanderen.be/e/1", "https://www.uitinvlaanderen.be/e/1"),
        (None, None, "https://api.example.org/activities/{id}.jsonld"),
        (None, "javascript:alert(1)", "https://api.example.org/activities/{id}.jsonld"),
        (None, 'https://x/" onclick="', "https://api.example.org/activities/{id}.jsonld"),
    ],
)
def test_an_entry_leads_to_the_site_or_else_to_where_it_was_entered(
    page: str | None, source: str | None, expected: str
) -> None:
    found = published(source=Source(system=SourceSystem.UIT, url=source))
    first, second = links_of(feed_of(found, links=replace(LINKS, page=page)))
    assert first == {"rel": "alternate", "href": expected.replace("{id}", activity_id(found.id))}
    assert second["href"] == f"https://api.example.org/activities/{activity_id(found.id)}.ics"


@given(st.text(), st.text())
def test_any_text_makes_a_feed_that_can_be_read_and_adds_nothing_to_it_property(text: str, html: str) -> None:
    written = ActivityContent(title=text, description_html=html, organiser=Organiser(name=text))
    term = CarriedTerm(vocabulary=Vocabulary.TOPIC, code=text, label=text)
    (entry,) = entries(parsed(feed_of(published(content_=written), terms=(term,))))
    assert {child.tag.removeprefix(ATOM) for child in entry} <= {
        "id", "title", "updated", "published", "author", "link", "category", "summary", "content",
    }  # fmt: skip
    assert not [child for child in entry if child.tag != f"{ATOM}author" and len(child)]
    if text.isprintable():
        assert text_of(entry, "title") == " ".join(text.split())

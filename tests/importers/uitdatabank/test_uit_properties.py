"""Whatever the source sends, an importer that runs at night does not fall over it."""

import copy
import json
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.activities.model import ContactKind
from domain.imports.model import ImportedActivity, Skipped
from domain.territories.gazetteer import Gazetteer
from importers.html import clean_html
from importers.uitdatabank.contact import MOST_CONTACTS
from importers.uitdatabank.event import read_event
from importers.uitdatabank.shapes import array, record
from tests.importers.uitdatabank.events import an_address, an_event

TEXT = st.text(max_size=30) | st.sampled_from(
    [
        "", " ", "-", "\ud800", "\x00", "nl", "9000", "24:00", "9:00", "monday", "BE", "nis-44021", "a@b.example",
        "https://taal.example", "0475 12 34 56", "<p>", "<script>", "2026-03-29T02:30:00", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00", "2026-03-29", "DELETED", "Unavailable", "periodic", "permanent", "online", "1e999",
    ]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.just(10**400) | TEXT
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)
FIELDS = st.sampled_from(
    [
        "@id", "@type", "@context", "mainLanguage", "name", "description", "calendarType", "startDate", "endDate",
        "subEvent", "openingHours", "openingHoursClosedDays", "openingHoursAdjustedDays", "status", "attendanceMode",
        "onlineUrl", "location", "organizer", "terms", "audience", "priceInfo", "bookingInfo", "contactPoint",
        "mediaObject", "image", "workflowStatus", "created", "modified", "sameAs", "seeAlso", "regions",
    ]
)  # fmt: skip

FULL = an_event(
    description={"nl": "<p>Kom <b>praten</b></p>"},
    calendarType="periodic",
    subEvent=[
        {"startDate": "2026-03-28T18:00:00+00:00", "endDate": "2026-03-28T20:00:00+00:00", "status": "Available"}
    ],
    openingHours=[{"dayOfWeek": ["monday", "friday"], "opens": "19:00", "closes": "21:30"}],
    openingHoursClosedDays=[{"startDate": "2026-05-01", "endDate": "2026-05-02", "description": {"nl": "Feest"}}],
    openingHoursAdjustedDays=[
        {
            "startDate": "2026-05-04",
            "endDate": "2026-05-04",
            "openingHours": [{"dayOfWeek": "monday", "opens": "9:00", "closes": "24:00"}],
        }
    ],
    organizer={"name": {"nl": "Stad Gent"}, "address": {"nl": an_address()}},
    contactPoint={"email": ["a@b.example"], "phone": ["0475 12 34 56"], "url": ["https://taal.example"]},
    bookingInfo={"url": "https://taal.example", "phone": "x", "email": "a@b.example"},
    priceInfo=[{"category": "base", "price": 2.5}],
    mediaObject=[{"contentUrl": "https://i.example/1.jpg", "copyrightHolder": "Jo"}],
    terms=[{"id": "0.3.1.0.0"}],
    regions=["nis-44021"],
    sameAs=["http://www.uitinvlaanderen.be/agenda/e/a/1"],
    modified="2026-01-01T10:00:00+00:00",
)


def places_in(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value in a document."""
    inner: list[tuple[str | int, object]] = [*record(value).items(), *enumerate(array(value) or [])]
    return [path, *(each for key, member in inner for each in places_in(member, (*path, key)))]


def put(document: object, path: tuple[str | int, ...], value: object) -> object:
    """Return the document with another value in one place."""
    if not path:
        return value
    changed = copy.deepcopy(document)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]  # type: ignore[index]  # the path was read from this very document
    inside[path[-1]] = value  # type: ignore[index]
    return changed


def check(outcome: ImportedActivity | Skipped) -> None:
    """Hold what every outcome promises to the code that stores and shows it."""
    repr(outcome).encode()  # halves of surrogate pairs would not go into a database
    if isinstance(outcome, Skipped):
        return
    content, schedule = outcome.content, outcome.content.schedule
    assert outcome.external_id
    assert content.title
    assert outcome.withdrawn or outcome.territory
    assert clean_html(content.description_html) == content.description_html
    assert "<script" not in content.description_html
    assert len(content.contacts) <= MOST_CONTACTS
    assert all(
        each.value and (each.kind is not ContactKind.WEBSITE or "://" in each.value) for each in content.contacts
    )
    assert all(each.start.tzinfo is UTC and each.start <= each.end for each in schedule.moments)
    assert all(each.days for each in schedule.weekly)
    assert all(each.first <= each.last for each in schedule.exceptions)
    assert outcome.modified_at is None or outcome.modified_at.tzinfo is UTC


@settings(deadline=None)
@given(document=JSON)
def test_any_json_value_has_an_outcome(gazetteer: Gazetteer, document: object) -> None:
    check(read_event(document, gazetteer=gazetteer))


@settings(max_examples=300, deadline=None)
@given(changes=st.dictionaries(FIELDS, JSON, max_size=6))
def test_an_event_with_any_json_in_its_fields_has_an_outcome(gazetteer: Gazetteer, changes: dict[str, object]) -> None:
    check(read_event(FULL | changes, gazetteer=gazetteer))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_an_event_that_is_broken_anywhere_has_an_outcome(gazetteer: Gazetteer, data: st.DataObject) -> None:
    document: object = FULL
    for _ in range(data.draw(st.integers(1, 3))):
        document = put(document, data.draw(st.sampled_from(places_in(document))), data.draw(JSON))

    check(read_event(document, gazetteer=gazetteer))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_real_document_that_is_broken_anywhere_has_an_outcome(
    gazetteer: Gazetteer, real_documents: list[object], data: st.DataObject
) -> None:
    document = data.draw(st.sampled_from(real_documents))

    check(
        read_event(put(document, data.draw(st.sampled_from(places_in(document))), data.draw(JSON)), gazetteer=gazetteer)
    )


@pytest.fixture(scope="session")
def real_documents(samples: Path) -> list[object]:
    """Return all samples, offered: as drafts most of them would be put aside before they are read."""
    loaded = [json.loads(path.read_bytes()) for path in sorted(samples.glob("*/*.json"))]
    return [each | {"workflowStatus": "APPROVED"} for each in loaded]


@settings(deadline=None)
@given(text=st.text(alphabet=st.sampled_from("<>/pbaiul= \n&;\"'x"), max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_html(clean_html(text)) == clean_html(text)

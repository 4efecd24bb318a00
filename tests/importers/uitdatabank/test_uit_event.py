from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.activities.model import (
    ActivityContent,
    Address,
    Contact,
    ContactKind,
    GeoPoint,
    Image,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
    SourceSystem,
)
from domain.imports.model import ImportedActivity, Skipped, SkipReason
from domain.schedules.model import Moment, Schedule, ScheduleKind
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from importers.uitdatabank.event import read_event
from tests.importers.uitdatabank.events import EVENT_ID, an_event


def read(document: object, gazetteer: Gazetteer) -> ImportedActivity:
    found = read_event(document, gazetteer=gazetteer)
    assert isinstance(found, ImportedActivity)
    return found


def test_an_event_is_read_in_full(gazetteer: Gazetteer) -> None:
    document = an_event(
        description={"nl": "Kom praten.\nIedereen welkom!", "en": "Come and talk."},
        terms=[
            {"id": "0.3.1.0.0", "label": "Lessenreeks", "domain": "eventtype"},
            {"id": "1.11.1.0.0", "label": "Taal en communicatie", "domain": "theme"},
        ],
        location={
            "name": {"nl": "De Krook"},
            "address": {"nl": {"postalCode": "9000", "addressLocality": "Gent", "streetAddress": "Platteberg 11"}},
            "geo": {"latitude": 51.049, "longitude": 3.729},
        },
        organizer={"name": {"nl": "Stad Gent"}},
        contactPoint={"email": ["praat@gent.example"], "phone": ["09 323 68 00"], "url": []},
        bookingInfo={"url": "https://gent.example/inschrijven", "phone": "0475 12 34 56"},
        priceInfo=[{"category": "base", "name": {"nl": "Basistarief"}, "price": 2.5, "priceCurrency": "EUR"}],
        mediaObject=[{"@type": "schema:ImageObject", "contentUrl": "https://i.example/1.jpg", "copyrightHolder": "Jo"}],
        sameAs=["http://www.uitinvlaanderen.be/agenda/e/praattafel/1"],
        regions=["reg-gent", "nis-44021", "nis-44021A", "nis-40000"],
        created="2026-01-01T10:00:00+00:00",
        modified="2026-02-01T10:00:00+01:00",
        creator="private.person@example.org",
    )

    assert read(document, gazetteer) == ImportedActivity(
        system=SourceSystem.UIT,
        external_id=EVENT_ID,
        url="http://www.uitinvlaanderen.be/agenda/e/praattafel/1",
        modified_at=datetime(2026, 2, 1, 9, tzinfo=UTC),
        content=ActivityContent(
            title="Praattafel in de bib",
            description_html="<p>Kom praten.<br>Iedereen welkom!</p>",
            language="nl",
            types=("WORKSHOP",),
            topics=("TAAL",),
            schedule=Schedule(
                kind=ScheduleKind.SINGLE_DAY,
                moments=(
                    Moment(start=datetime(2026, 3, 28, 18, tzinfo=UTC), end=datetime(2026, 3, 28, 20, tzinfo=UTC)),
                ),
            ),
            location=Location(
                kind=LocationKind.ON_SITE,
                name="De Krook",
                municipality=Nis("44021"),
                address=Address(street="Platteberg 11", postcode="9000", locality="Gent"),
                geo=GeoPoint(latitude=51.049, longitude=3.729),
            ),
            organiser=Organiser(name="Stad Gent"),
            contacts=(
                Contact(kind=ContactKind.EMAIL, value="praat@gent.example"),
                Contact(kind=ContactKind.LANDLINE, value="+3293236800"),
            ),
            registration=Registration(url="https://gent.example/inschrijven", phone="+32475123456"),
            price=Price(kind=PriceKind.PAID, amount=Decimal("2.50")),
            image=Image(url="https://i.example/1.jpg", copyright_holder="Jo"),
        ),
    )


@pytest.mark.parametrize(
    ("name", "main_language", "title", "language"),
    [
        ({"fr": "Table", "nl": "Tafel"}, "fr", "Tafel", "nl"),
        ({"de": "Tisch", "fr": "Table"}, "fr", "Table", "fr"),
        ({"de": "Tisch", "en": "Table"}, "fr", "Tisch", "de"),
        ({"nl": "  ", "zh": "桌子"}, None, "桌子", "zh"),
        ({"nl": None, "en": "Table\n talk"}, None, "Table talk", "en"),
        ("Tafel", None, "Tafel", "nl"),
        ("Table", "fr", "Table", "fr"),
        ({"nl": "Tafel\u0000\ud800"}, None, "Tafel", "nl"),
    ],
)
def test_the_title_is_dutch_if_it_can_be(
    gazetteer: Gazetteer, name: object, main_language: str | None, title: str, language: str
) -> None:
    content = read(an_event(name=name, mainLanguage=main_language), gazetteer).content

    assert (content.title, content.language) == (title, language)


def test_the_description_is_in_the_language_of_the_title(gazetteer: Gazetteer) -> None:
    document = an_event(name={"fr": "Table", "en": "Table"}, mainLanguage="fr", description={"nl": "Ja", "fr": "Oui"})

    assert read(document, gazetteer).content.description_html == "<p>Oui</p>"


@pytest.mark.parametrize(
    ("uri", "external_id"),
    [
        ("https://io.uitdatabank.be/event/D04BE067-FBE7-6633-2351893716796CB5", "d04be067-fbe7-6633-2351893716796cb5"),
        ("https://io-test.uitdatabank.be/events/ABC/", "abc"),
    ],
)
def test_an_event_is_known_by_the_end_of_its_uri(gazetteer: Gazetteer, uri: str, external_id: str) -> None:
    assert read(an_event(**{"@id": uri}), gazetteer).external_id == external_id


@pytest.mark.parametrize(
    ("changes", "reason", "detail"),
    [
        ({"workflowStatus": "DRAFT"}, SkipReason.NOT_OFFERED, "workflowStatus DRAFT"),
        ({"workflowStatus": "ARCHIVED"}, SkipReason.NOT_OFFERED, "workflowStatus ARCHIVED"),
        ({"workflowStatus": 7}, SkipReason.UNREADABLE, "workflowStatus is not text"),
        ({"audience": {"audienceType": "members"}}, SkipReason.RESTRICTED_AUDIENCE, "audienceType members"),
        ({"audience": {"audienceType": "education"}}, SkipReason.RESTRICTED_AUDIENCE, "audienceType education"),
        (
            {"location": {"@id": "https://io.uitdatabank.be/places/c3f9278e-228b-4199-8f9a-b9716a17e58f"}},
            SkipReason.RESTRICTED_AUDIENCE,
            "only schools can book it",
        ),
        ({"name": {"nl": " ", "fr": None}}, SkipReason.NO_TITLE, ""),
        ({"name": ["Praattafel"]}, SkipReason.UNREADABLE, "name is neither text nor text by language"),
        ({"location": {"name": {"nl": "Ergens"}}}, SkipReason.NO_MUNICIPALITY, ""),
        ({"location": {"address": {"postalCode": "4000"}}}, SkipReason.UNKNOWN_MUNICIPALITY, ""),
    ],
)
def test_an_event_we_cannot_use_is_skipped_for_a_reason(
    gazetteer: Gazetteer, changes: dict[str, object], reason: SkipReason, detail: str
) -> None:
    assert read_event(an_event(**changes), gazetteer=gazetteer, origin="page 1") == Skipped(
        document=EVENT_ID, reason=reason, detail=detail
    )


@pytest.mark.parametrize("uri", [None, "", "/"])
def test_an_event_without_an_id_is_named_by_where_it_was_found(gazetteer: Gazetteer, uri: str | None) -> None:
    assert read_event(an_event(**{"@id": uri}), gazetteer=gazetteer, origin="page 1") == Skipped(
        document="page 1", reason=SkipReason.NO_ID
    )


@pytest.mark.parametrize(("uri", "detail"), [(12, "@id is not text"), ("x" * 101, "@id is longer than 100 characters")])
def test_an_id_of_an_impossible_shape_cannot_be_read(gazetteer: Gazetteer, uri: object, detail: str) -> None:
    found = read_event(an_event(**{"@id": uri}), gazetteer=gazetteer)

    assert isinstance(found, Skipped)
    assert (found.reason, found.detail) == (SkipReason.UNREADABLE, detail)


@pytest.mark.parametrize("workflow_status", ["READY_FOR_VALIDATION", "APPROVED", "", None])
def test_an_event_that_is_offered_is_taken_over(gazetteer: Gazetteer, workflow_status: str | None) -> None:
    assert not read(an_event(workflowStatus=workflow_status), gazetteer).withdrawn


@pytest.mark.parametrize("workflow_status", ["DELETED", "REJECTED"])
def test_an_event_is_withdrawn_whatever_else_it_says(gazetteer: Gazetteer, workflow_status: str) -> None:
    document = an_event(workflowStatus=workflow_status, name=None, location=None, audience={"audienceType": "members"})

    withdrawn = read(document, gazetteer)

    assert (withdrawn.external_id, withdrawn.withdrawn, withdrawn.territory) == (EVENT_ID, True, None)


@pytest.mark.parametrize(
    "document",
    [
        None,
        "https://io.uitdatabank.be/events/1",
        [an_event()],
        {},
        {"@id": "https://io.uitdatabank.be/events/1", "@type": "Event"},
        {"@id": "https://io.uitdatabank.be/events/1", "@context": "/contexts/event"},
        {"@id": "https://io.uitdatabank.be/places/1", "name": {"nl": "Zaal"}, "calendarType": "permanent"},
        {"@id": "https://io.uitdatabank.be/organizer/1", "name": {"nl": "Vzw"}},
        {"@id": "x", "@context": "/contexts/organizer", "name": {"nl": "Vzw"}},
        {"@id": "x", "@context": "/api/1.0/place.jsonld", "name": {"nl": "Zaal"}},
        {"@id": "x", "@type": "Place", "name": {"nl": "Zaal"}, "location": {}},
        {"name": {"nl": "Zaal"}, "calendarType": "permanent", "address": {}},
        {"calendarType": "permanent"},
        {"regions": {"nis-44021": {"count": 3}}},
        {"@context": "http://www.w3.org/ns/hydra/context.jsonld", "@type": "PagedCollection", "member": []},
    ],
)
def test_what_is_not_a_whole_event_is_left_alone(gazetteer: Gazetteer, document: object) -> None:
    found = read_event(document, gazetteer=gazetteer)

    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.NOT_AN_EVENT


@pytest.mark.parametrize(
    "broken",
    [
        "description", "subEvent", "openingHours", "status", "organizer", "contactPoint", "bookingInfo",
        "priceInfo", "mediaObject", "image", "terms", "sameAs", "regions", "modified", "audience", "calendarType",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, "", 0, [], {}, [[]], [None], {"nl": None}, True, 1e308])
def test_a_broken_part_is_left_out(gazetteer: Gazetteer, broken: str, value: object) -> None:
    intact = read(an_event(calendarType=None), gazetteer)

    assert read(an_event(calendarType=None) | {broken: value}, gazetteer) == intact


def test_the_moment_of_creation_stands_in_for_that_of_change(gazetteer: Gazetteer) -> None:
    document = an_event(created="2026-01-01T10:00:00+00:00", modified="gisteren")

    assert read(document, gazetteer).modified_at == datetime(2026, 1, 1, 10, tzinfo=UTC)

import pytest

from domain.activities.model import Address, GeoPoint, Location, LocationKind
from domain.imports.model import SkipReason
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from importers.uitdatabank.municipality import municipality_of
from importers.uitdatabank.place import NOWHERE, location_of
from tests.importers.uitdatabank.events import an_address

GENT, HASSELT, BRUSSELS = Nis("44021"), Nis("71072"), Nis("21004")
ONLINE = {
    "@id": f"https://io.uitdatabank.be/places/{NOWHERE}",
    "name": {"nl": "Online"},
    "address": {"nl": an_address(postalCode="0000", addressLocality="___", streetAddress="___")},
}


@pytest.mark.parametrize(
    ("document", "municipality"),
    [
        ({"regions": ["reg-gent", "nis-40000", "nis-44021A", "nis-44021", "nis-01000"]}, GENT),
        ({"regions": ["nis-71022"]}, HASSELT),
        ({"regions": ["nis-71072", "nis-44021"], "location": {"address": {"nl": an_address()}}}, GENT),
        ({"regions": ["nis-71072"], "location": {"address": {"nl": an_address()}}}, HASSELT),
        ({"regions": "nis-44021"}, GENT),
        ({"regions": ["nis-99999", "gem-gent", None, 44021], "location": {"address": {"nl": an_address()}}}, GENT),
        ({"location": {"address": an_address()}}, GENT),
        ({"location": {"address": an_address(addressCountry=None)}}, GENT),
        ({"location": {"address": {"fr": an_address(postalCode=" B-1000 ")}}}, BRUSSELS),
        ({"location": {"address": {"nl": {"postalCode": 9050}}}}, GENT),
        ({"location": {"address": {"nl": {}, "fr": an_address()}}}, GENT),
        ({"location": {"address": {"nl": an_address(addressCountry="NL")}}}, SkipReason.UNKNOWN_MUNICIPALITY),
        ({"location": {"address": {"nl": an_address(postalCode="4000")}}}, SkipReason.UNKNOWN_MUNICIPALITY),
        ({"location": {"address": {"nl": an_address(postalCode="1012 AB")}}}, SkipReason.UNKNOWN_MUNICIPALITY),
        ({"location": {"address": {"nl": an_address(postalCode=None)}}}, SkipReason.NO_MUNICIPALITY),
        ({"location": ONLINE, "organizer": {"address": {"nl": an_address()}}}, GENT),
        ({"location": ONLINE, "organizer": {"addresses": [an_address()]}}, GENT),
        ({"location": ONLINE, "organizer": {"regions": ["nis-71022"]}}, HASSELT),
        (
            {"location": ONLINE, "organizer": {"address": an_address(addressCountry="FR")}},
            SkipReason.UNKNOWN_MUNICIPALITY,
        ),
        ({"location": ONLINE}, SkipReason.NO_MUNICIPALITY),
        ({"location": {"@id": "places/1"}, "organizer": {"address": an_address()}}, GENT),
        ({"location": {"address": {"nl": {"addressCountry": "BE"}}}}, SkipReason.NO_MUNICIPALITY),
        ({}, SkipReason.NO_MUNICIPALITY),
    ],
)
def test_the_municipality_follows_from_region_then_postcode_then_organiser(
    gazetteer: Gazetteer, document: dict[str, object], municipality: Nis | SkipReason
) -> None:
    assert municipality_of(document, gazetteer, main="nl") == municipality


def test_an_event_at_a_place() -> None:
    document: dict[str, object] = {
        "location": {
            "name": {"fr": "La Krook", "nl": "De Krook"},
            "address": {"nl": an_address(streetAddress="Platteberg 11 ")},
            "geo": {"latitude": "51.049", "longitude": 3.729},
        }
    }

    assert location_of(document, GENT, main="nl") == Location(
        kind=LocationKind.ON_SITE,
        name="De Krook",
        municipality=GENT,
        address=Address(street="Platteberg 11", postcode="9000", locality="Gent"),
        geo=GeoPoint(latitude=51.049, longitude=3.729),
    )


def test_the_place_of_online_events_is_no_place() -> None:
    document = {"location": ONLINE, "onlineUrl": "https://meet.example/1"}

    assert location_of(document, GENT, main="nl") == Location(
        kind=LocationKind.ONLINE, municipality=GENT, online_url="https://meet.example/1"
    )


def test_an_event_that_people_attend_either_way_has_both() -> None:
    document: dict[str, object] = {
        "attendanceMode": "mixed",
        "onlineUrl": "javascript:alert(1)",
        "location": {"name": "Bib", "address": {"nl": an_address(streetAddress=None)}},
    }

    assert location_of(document, GENT, main="nl") == Location(
        kind=LocationKind.MIXED,
        name="Bib",
        municipality=GENT,
        address=Address(street="", postcode="9000", locality="Gent"),
    )


@pytest.mark.parametrize(
    "geo",
    [{}, {"latitude": 51.0}, {"latitude": 91, "longitude": 3}, {"latitude": True, "longitude": 3}, {"latitude": "x"}],
)
def test_coordinates_that_cannot_be_are_left_out(geo: object) -> None:
    document: dict[str, object] = {"location": {"geo": geo}}

    assert location_of(document, GENT, main="nl").geo is None

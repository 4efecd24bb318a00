"""Activities as schema.org knows them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import (
    Activity,
    Contact,
    ContactKind,
    GeoPoint,
    Image,
    Location,
    LocationKind,
    Price,
    PriceKind,
    Registration,
)
from domain.schedules.model import (
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from ikdoemee.feeds.linked_data import linked_data
from ikdoemee.feeds.links import Links
from tests.support.client import activity_id
from tests.support.factories import EVERY_TUESDAY, activity, content

LINKS = Links(base="https://api.example.org", page="https://www.example.org/{id}")
SCHEMA = "https://schema.org"


def told(found: Activity) -> dict[str, Any]:
    data: dict[str, Any] = orjson.loads(linked_data(found, links=LINKS, year=2026))
    return data


def with_content(**changes: Any) -> Activity:  # any field of the content
    return activity(content_=content(**changes))


def on(*days: int, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> tuple[Moment, ...]:
    """Return evenings in December."""
    return tuple(
        Moment(
            start=datetime(2026, 12, day, 18, tzinfo=UTC), end=datetime(2026, 12, day, 20, tzinfo=UTC), status=status
        )
        for day in days
    )


def dated(*moments: Moment) -> Schedule:
    return Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=moments)


def test_an_activity_on_one_evening_is_an_event() -> None:
    found = activity()
    assert told(found) == {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": f"tag:ikdoemee.be,2026:activity:{found.id}",
        "name": "Conversatietafel",
        "description": "Oefen je Nederlands bij een kop koffie.",
        "url": f"https://www.example.org/{activity_id(found.id)}",
        "inLanguage": "nl",
        "eventStatus": f"{SCHEMA}/EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "startDate": "2026-12-01T19:00:00+01:00",
        "endDate": "2026-12-01T21:00:00+01:00",
        "location": {
            "@type": "Place",
            "name": "Bibliotheek",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Voorbeeldstraat 1",
                "postalCode": "9000",
                "addressLocality": "Gent",
                "addressCountry": "BE",
            },
        },
        "organizer": {"@type": "Organization", "name": "Buurthuis De Brug", "email": "info@example.org"},
    }


@pytest.mark.parametrize(
    ("statuses", "overall"),
    [
        ([OccurrenceStatus.CANCELLED], "EventCancelled"),
        ([OccurrenceStatus.POSTPONED], "EventPostponed"),
        ([OccurrenceStatus.CANCELLED, OccurrenceStatus.CANCELLED], "EventCancelled"),
        ([OccurrenceStatus.CANCELLED, OccurrenceStatus.PLANNED], "EventScheduled"),
        ([OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED], "EventScheduled"),
    ],
)
def test_a_cancelled_date_keeps_its_time(statuses: list[OccurrenceStatus], overall: str) -> None:
    moments = [moment for day, status in enumerate(statuses, 1) for moment in on(day, status=status)]
    data = told(with_content(schedule=dated(*moments)))
    assert (data["eventStatus"], data["startDate"]) == (f"{SCHEMA}/{overall}", "2026-12-01T19:00:00+01:00")


def test_several_dates_are_events_of_their_own() -> None:
    data = told(with_content(schedule=dated(*on(1), *on(8, status=OccurrenceStatus.CANCELLED))))
    assert (data["startDate"], data["endDate"]) == ("2026-12-01T19:00:00+01:00", "2026-12-08T21:00:00+01:00")
    assert [(part["@type"], part["name"], part["startDate"], part["eventStatus"]) for part in data["subEvent"]] == [
        ("Event", "Conversatietafel", "2026-12-01T19:00:00+01:00", f"{SCHEMA}/EventScheduled"),
        ("Event", "Conversatietafel", "2026-12-08T19:00:00+01:00", f"{SCHEMA}/EventCancelled"),
    ]


def test_a_date_without_hours_is_a_date() -> None:
    midnight = datetime(2026, 11, 30, 23, tzinfo=UTC)
    data = told(with_content(schedule=dated(Moment(start=midnight, end=midnight))))
    assert (data["startDate"], data["endDate"]) == ("2026-12-01", "2026-12-01")


def test_weekly_hours_are_a_schedule_with_what_differs_apart() -> None:
    earlier = OpeningHours(days=(Weekday.TUESDAY,), opens=time(14), closes=time(16))
    schedule = replace(
        EVERY_TUESDAY,
        first=date(2026, 12, 1),
        last=date(2027, 6, 30),
        exceptions=(
            ScheduleException(first=date(2026, 12, 22), last=date(2026, 12, 22), hours=(earlier,)),
            ScheduleException(first=date(2026, 12, 29), last=date(2026, 12, 29)),
        ),
    )
    data = told(with_content(schedule=schedule))
    assert (data["startDate"], data["endDate"]) == ("2026-12-01", "2027-06-30")
    assert data["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": [f"{SCHEMA}/Tuesday"],
            "startTime": "19:00:00",
            "endTime": "21:00:00",
            "startDate": "2026-12-01",
            "endDate": "2027-06-30",
            "exceptDate": ["2026-12-22", "2026-12-29"],
            "scheduleTimezone": "Europe/Brussels",
        }
    ]
    assert [part["startDate"] for part in data["subEvent"]] == ["2026-12-22T14:00:00+01:00"]


def test_hours_without_end_have_none() -> None:
    data = told(with_content(schedule=EVERY_TUESDAY))
    assert (data["startDate"], "endDate" in data, "subEvent" in data) == ("2026-11-24", False, False)


def test_cancelled_hours_say_so() -> None:
    data = told(with_content(schedule=replace(EVERY_TUESDAY, status=OccurrenceStatus.CANCELLED)))
    assert (data["eventStatus"], data["startDate"]) == (f"{SCHEMA}/EventCancelled", "2026-11-24")


def test_a_flexible_activity_has_no_time() -> None:
    data = told(with_content(schedule=Schedule(kind=ScheduleKind.FLEXIBLE, status=OccurrenceStatus.POSTPONED)))
    assert not {"startDate", "endDate", "eventSchedule", "subEvent"} & set(data)
    assert data["eventStatus"] == f"{SCHEMA}/EventPostponed"


PLACE = {"@type": "Place", "name": "Park", "geo": {"@type": "GeoCoordinates", "latitude": 51.05, "longitude": 3.72}}
LINK = {"@type": "VirtualLocation", "url": "https://meet.example.org/1"}


@pytest.mark.parametrize(
    ("kind", "mode", "where"),
    [
        (LocationKind.ON_SITE, "Offline", PLACE),
        (LocationKind.ONLINE, "Online", LINK),
        (LocationKind.MIXED, "Mixed", [PLACE, LINK]),
    ],
)
def test_where_is_a_place_or_a_link_or_both(kind: LocationKind, mode: str, where: object) -> None:
    geo = GeoPoint(latitude=51.05, longitude=3.72)
    location = Location(kind=kind, name="Park", geo=geo, online_url="https://meet.example.org/1")
    data = told(with_content(location=location))
    assert data["eventAttendanceMode"] == f"{SCHEMA}/{mode}EventAttendanceMode"
    assert data["location"] == where


@pytest.mark.parametrize(
    ("price", "free", "offer"),
    [
        (Price(kind=PriceKind.UNKNOWN), None, None),
        (Price(kind=PriceKind.FREE), True, "0.00"),
        (Price(kind=PriceKind.PAID), False, None),
        (Price(kind=PriceKind.PAID, amount=Decimal("2.5")), False, "2.50"),
    ],
)
def test_what_it_costs(price: Price, free: object, offer: str | None) -> None:
    data = told(with_content(price=price, registration=Registration(url="https://example.org/in")))
    assert data.get("isAccessibleForFree") is free
    expected = {"@type": "Offer", "priceCurrency": "EUR", "url": "https://example.org/in", "price": offer}
    assert data.get("offers") == (expected if offer else None)


def test_addresses_that_no_browser_should_open_are_left_out() -> None:
    data = told(
        with_content(
            image=Image(url="javascript:alert(1)"),
            location=Location(kind=LocationKind.ONLINE, online_url="data:text/html,x"),
            contacts=(Contact(kind=ContactKind.WHATSAPP, value="+32470000000"),),
        )
    )
    assert ("image" in data, data["location"]) == (False, {"@type": "VirtualLocation"})
    assert data["organizer"] == {"@type": "Organization", "name": "Buurthuis De Brug"}


@given(st.text())
def test_any_text_stands_safely_in_a_page_property(text: str) -> None:
    hostile = f"</script><!--{text}&\u2028"
    written = linked_data(with_content(title=hostile), links=LINKS, year=2026)
    assert not {"<", ">", "&", "\u2028"} & set(written.decode())
    if text.isprintable():
        assert orjson.loads(written)["name"] == " ".join(f"</script><!--{text}&".split())

"""Activities as iCalendar: what stands in an event, beside its time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from domain.activities.model import (
    Activity,
    ActivityContent,
    Contact,
    ContactKind,
    GeoPoint,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
    Vocabulary,
)
from domain.schedules.model import Moment, OccurrenceStatus, Schedule, ScheduleException, ScheduleKind
from ikdoemee.feeds import vcalendar
from ikdoemee.feeds.calendar import activity_calendar
from ikdoemee.feeds.links import Links
from persistence.published import CarriedTerm, PublishedActivity
from tests.support.client import activity_id
from tests.support.factories import EVERY_TUESDAY, activity, content, on_site

LINKS = Links(base="https://api.example.org", page="https://www.example.org/{id}")
KOKEN = CarriedTerm(vocabulary=Vocabulary.TOPIC, code="KOKEN", label="Koken, en eten")


def written(*activities: Activity) -> bytes:
    found = [PublishedActivity(activity=each, terms=(KOKEN,)) for each in activities]
    return activity_calendar("Activiteiten in Gent", found, links=LINKS, year=2026)


def events(*activities: Activity) -> list[Component]:
    return Calendar.from_ical(written(*activities)).walk("VEVENT")


def with_content(**changes: Any) -> Activity:  # any field of the content
    return activity(content_=content(**changes))


def unfolded(calendar: bytes) -> list[str]:
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_says_what_it_is_and_how_clocks_change() -> None:
    lines = unfolded(written())
    assert lines == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ikdoemee.be//ikdoemee//NL", "CALSCALE:GREGORIAN",
        "NAME:Activiteiten in Gent", "X-WR-CALNAME:Activiteiten in Gent",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VTIMEZONE", "TZID:Europe/Brussels",
        "BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZNAME:CEST",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZNAME:CET",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
        "END:VTIMEZONE", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_an_event_says_all_that_people_want_to_know() -> None:
    found = activity(
        version=7,
        content_=content(
            location=replace(on_site(None), geo=GeoPoint(latitude=51.05, longitude=3.72)),
            price=Price(kind=PriceKind.PAID, amount=Decimal("2.5")),
            registration=Registration(url="https://example.org/in", phone="+3290000000"),
            contacts=(Contact(kind=ContactKind.EMAIL, value="info@example.org"),),
        ),
    )
    begin = unfolded(written(found)).index("BEGIN:VEVENT")
    assert set(unfolded(written(found))[begin:]) == {
        "BEGIN:VEVENT",
        f"UID:{found.id}-20261201T180000Z-20261201T200000Z@ikdoemee.be",
        "DTSTAMP:20261121T120000Z",
        "CREATED:20261121T120000Z",
        "LAST-MODIFIED:20261121T120000Z",
        "SEQUENCE:7",
        "DTSTART;TZID=Europe/Brussels:20261201T190000",
        "DTEND;TZID=Europe/Brussels:20261201T210000",
        "STATUS:CONFIRMED",
        "SUMMARY:Conversatietafel",
        (
            r"DESCRIPTION:Oefen je Nederlands bij een kop koffie.\n\nOrganisator: Buurthuis De Brug\nPrijs: € 2\,50\n"
            r"E-mail: info@example.org\nInschrijven: https://example.org/in\nInschrijven: +3290000000"
        ),
        r"LOCATION:Bibliotheek\, Voorbeeldstraat 1\, 9000 Gent",
        "GEO:51.05;3.72",
        f"URL:https://www.example.org/{activity_id(found.id)}",
        r"CATEGORIES:Koken\, en eten",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    }


def test_weekly_hours_are_one_event_that_repeats() -> None:
    closed = ScheduleException(first=date(2026, 12, 22), last=date(2026, 12, 29))
    schedule = replace(EVERY_TUESDAY, first=date(2026, 11, 1), last=date(2027, 6, 29), exceptions=(closed,))
    found = with_content(schedule=schedule)
    lines = unfolded(written(found))
    (uid,) = (line for line in lines if line.startswith("UID"))
    assert uid == f"UID:{found.id}-190000-210000@ikdoemee.be"
    assert {
        "DTSTART;TZID=Europe/Brussels:20261103T190000",
        "DTEND;TZID=Europe/Brussels:20261103T210000",
        # The last evening is in summer time.
        "RRULE:FREQ=WEEKLY;UNTIL=20270629T170000Z;BYDAY=TU",
        "EXDATE;TZID=Europe/Brussels:20261222T190000,20261229T190000",
    } <= set(lines)


def test_hours_past_midnight_end_on_the_next_day() -> None:
    hours = replace(EVERY_TUESDAY.weekly[0], opens=time(22), closes=time(2))
    (event,) = events(with_content(schedule=replace(EVERY_TUESDAY, weekly=(hours,))))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=4)


def test_a_date_without_hours_is_a_whole_day() -> None:
    midnight = datetime(2026, 11, 30, 23, tzinfo=UTC)
    schedule = Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(Moment(start=midnight, end=midnight),))
    lines = unfolded(written(with_content(schedule=schedule)))
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert not [line for line in lines if line.startswith("DTEND")]


@pytest.mark.parametrize(
    ("status", "said", "title", "note"),
    [
        (OccurrenceStatus.PLANNED, "CONFIRMED", "Conversatietafel", "Oefen je Nederlands"),
        (OccurrenceStatus.POSTPONED, "TENTATIVE", "Uitgesteld: Conversatietafel", "Uitgesteld: gaat niet door"),
        (OccurrenceStatus.CANCELLED, "CANCELLED", "Geannuleerd: Conversatietafel", "Geannuleerd: gaat niet door"),
    ],
)
def test_what_does_not_go_ahead_keeps_its_time_and_says_so(
    status: OccurrenceStatus, said: str, title: str, note: str
) -> None:
    start = datetime(2026, 12, 1, 18, tzinfo=UTC)
    moment = Moment(start=start, end=start + timedelta(hours=2), status=status)
    dated = Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(moment,))
    for schedule in (dated, replace(EVERY_TUESDAY, first=date(2026, 12, 1), status=status)):
        (event,) = events(with_content(schedule=schedule))
        assert (event["status"], event["summary"], event.decoded("dtstart")) == (said, title, start)
        assert str(event["description"]).startswith(note)


def test_what_is_not_known_is_not_said() -> None:
    bare = ActivityContent(title="Wandeling", schedule=content().schedule)
    names = {line.partition(":")[0].partition(";")[0] for line in unfolded(written(activity(content_=bare)))}
    assert not names & {"DESCRIPTION", "LOCATION", "GEO"}


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (Price(kind=PriceKind.FREE), "Prijs: gratis"),
        (Price(kind=PriceKind.PAID), "Prijs: betalend"),
        (Price(kind=PriceKind.PAID, amount=Decimal(12)), "Prijs: € 12,00"),
        (Price(kind=PriceKind.UNKNOWN), None),
    ],
)
def test_what_it_costs_is_said_as_far_as_it_is_known(price: Price, said: str | None) -> None:
    (event,) = events(with_content(price=price))
    assert [line for line in str(event["description"]).split("\n") if "Prijs" in line] == ([said] if said else [])


def test_a_flexible_activity_is_no_event() -> None:
    assert events(with_content(schedule=Schedule(kind=ScheduleKind.FLEXIBLE))) == []


def test_a_long_description_is_cut() -> None:
    (event,) = events(with_content(description_html=f"<p>{'woord ' * 1000}</p>"))
    prose, practical = str(event["description"]).split("\n\n")
    assert (len(prose) <= 1000, prose[-1], practical.startswith("Organisator")) == (True, "…", True)


@pytest.mark.parametrize(
    ("kind", "where"), [(LocationKind.ONLINE, "Online"), (LocationKind.MIXED, "Bibliotheek of online")]
)
def test_where_to_join_online_is_said(kind: LocationKind, where: str) -> None:
    location = Location(kind=kind, name="Bibliotheek", online_url="https://meet.example.org/1")
    (event,) = events(with_content(location=location))
    assert (event["location"], "Online: https://meet.example.org/1" in str(event["description"])) == (where, True)


def test_the_line_of_an_event_stays_when_its_days_change() -> None:
    found = with_content(schedule=EVERY_TUESDAY)
    hours = replace(EVERY_TUESDAY.weekly[0], days=tuple(type(EVERY_TUESDAY.weekly[0].days[0])))
    daily = replace(found, content=replace(found.content, schedule=replace(EVERY_TUESDAY, weekly=(hours,))))
    assert [event["uid"] for event in events(found)] == [event["uid"] for event in events(daily)]


def test_an_activity_for_which_there_is_no_room_is_left_out_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    days = tuple(
        Moment(start=datetime(2026, 12, day, 18, tzinfo=UTC), end=datetime(2026, 12, day, 20, tzinfo=UTC))
        for day in range(1, 29)
    )
    large = with_content(title="Veel", schedule=Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=days))
    monkeypatch.setattr(vcalendar, "MOST_BYTES", 5000)
    assert [event["summary"] for event in events(with_content(title="Klein"), large)] == ["Klein"]


@given(st.text(), st.text())
def test_any_text_stays_within_its_line_property(text: str, other: str) -> None:
    hostile = f"{text}\r\nEND:VEVENT\r\nBEGIN:VALARM\r\n{other}"
    content_ = ActivityContent(
        title=hostile,
        description_html=hostile,
        location=Location(kind=LocationKind.MIXED, name=hostile, online_url=hostile),
        organiser=Organiser(name=hostile),
        contacts=(Contact(kind=ContactKind.OTHER, value=hostile),),
        registration=Registration(url=hostile),
        schedule=content().schedule,
    )
    calendar = Calendar.from_ical(written(activity(content_=content_)))
    assert [each.name for each in calendar.walk()] == [
        "VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT",
    ]  # fmt: skip
    if text.isprintable() and other.isprintable():
        (event,) = calendar.walk("VEVENT")
        assert str(event["summary"]) == " ".join(hostile.split())

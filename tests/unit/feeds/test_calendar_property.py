"""What programs of others make of our calendars: for any schedule, the times that it gives by our own account."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from domain.schedules.local_time import add_days, start_of
from domain.schedules.model import (
    Moment,
    Occurrence,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.occurrences import occurrences
from domain.schedules.timetable import LOOK_BACK_DAYS
from ikdoemee.feeds.calendar import activity_calendar
from ikdoemee.feeds.links import Links
from persistence.published import PublishedActivity
from tests.support.factories import activity, content
from tests.unit.schedules.test_schedule_properties import (
    HOURS,
    NEAR_DATES,
    NEAR_INSTANTS,
    NIGHT_TIMES,
    NIGHTS_OF_CHANGE,
    STATUSES,
    exceptions,
)

# With thousands of examples another library takes minutes.
pytestmark = pytest.mark.timeout(1200)

LINKS = Links(base="https://api.example.org")
YEAR = 2026

WHOLE_SECONDS = NEAR_INSTANTS.map(lambda instant: instant.replace(microsecond=0))
LASTING = st.timedeltas(timedelta(0), timedelta(days=3)).map(lambda length: timedelta(seconds=length.seconds))
MOMENTS = st.builds(
    lambda start, length, status: Moment(start=start, end=start + length, status=status),
    WHOLE_SECONDS,
    LASTING,
    STATUSES,
)
NEAR = NEAR_DATES | NIGHTS_OF_CHANGE
SHORT_EXCEPTIONS = st.builds(
    lambda first, days, hours, status: ScheduleException(
        first=first, last=first + timedelta(days=days), hours=hours, status=status
    ),
    NEAR,
    st.integers(0, 10),
    st.just(()) | st.lists(HOURS, max_size=2).map(tuple),
    st.none() | st.sampled_from(OccurrenceStatus),
)
LONG_EXCEPTIONS = exceptions(NEAR) | exceptions(NEAR | st.just(date.max))


def schedules(opens: st.SearchStrategy[Any] = HOURS) -> st.SearchStrategy[Schedule]:
    return st.builds(
        Schedule,
        kind=st.sampled_from(ScheduleKind),
        first=st.none() | NEAR | st.dates(date(2020, 1, 1), date(2027, 5, 31)),
        last=st.none() | NEAR | st.just(date.max),
        moments=st.lists(MOMENTS, max_size=4).map(tuple),
        weekly=st.lists(opens, max_size=3).map(tuple),
        exceptions=st.lists(SHORT_EXCEPTIONS | LONG_EXCEPTIONS, max_size=3).map(tuple),
        status=STATUSES,
    )


WEEKEND_NIGHTS = st.builds(
    OpeningHours,
    days=st.sets(st.sampled_from([Weekday.SATURDAY, Weekday.SUNDAY]), min_size=1).map(tuple),
    opens=NIGHT_TIMES | st.just(time(22)) | st.just(time(10)),
    closes=NIGHT_TIMES | st.just(time(5)) | st.just(time(12)),
)


@dataclass(frozen=True, order=True)
class Time:
    """When something takes place, and whether it does."""

    start: datetime
    end: datetime
    cancelled: bool


def times(found: Iterable[Occurrence], since: datetime, until: datetime) -> list[Time]:
    """Return what overlaps a window, as `occurrences` understands it."""
    inside = (each for each in found if each.start < until and (each.end > since or each.start >= since))
    return sorted(Time(each.start, each.end, each.status is OccurrenceStatus.CANCELLED) for each in inside)


def expanded(written: bytes, since: datetime, until: datetime) -> list[Occurrence]:
    """Return what another library makes of a calendar between two days before and after a window."""
    around = timedelta(days=2)
    events = recurring_ical_events.of(Calendar.from_ical(written)).between(since - around, until + around)
    return [occurrence_of(event) for event in events]


def occurrence_of(event: Any) -> Occurrence:
    start, end = event.start, event.end
    if not isinstance(start, datetime):
        # Of which only the date is known.
        assert end == start + timedelta(days=1)
        start = end = start_of(start)
    status = OccurrenceStatus.CANCELLED if event["status"] == "CANCELLED" else OccurrenceStatus.PLANNED
    return Occurrence(start=start.astimezone(UTC), end=end.astimezone(UTC), status=status)


def calendar_of(schedule: Schedule, made_on: date) -> bytes:
    made = activity(content_=content(schedule=schedule), created_at=start_of(made_on))
    return activity_calendar("Agenda", [PublishedActivity(activity=made, terms=())], links=LINKS, year=YEAR)


def assert_says_the_same(schedule: Schedule, made_on: date, since: datetime, until: datetime) -> None:
    # A calendar begins somewhere.
    first = max(schedule.first or made_on, add_days(made_on, -LOOK_BACK_DAYS))
    given_by_us = occurrences(replace(schedule, first=first), since=since, until=until, limit=100_000)
    by_others = expanded(calendar_of(schedule, made_on), since, until)
    assert times(by_others, since, until) == times(given_by_us, since, until)


@given(schedules(), NEAR, NEAR_INSTANTS, st.timedeltas(timedelta(days=1), timedelta(days=250)))
def test_a_calendar_says_what_the_schedule_gives_property(
    schedule: Schedule, made_on: date, since: datetime, length: timedelta
) -> None:
    assert_says_the_same(schedule, made_on, since, since + length)


@given(
    st.lists(WEEKEND_NIGHTS, min_size=1, max_size=3).map(tuple),
    NIGHTS_OF_CHANGE,
    st.integers(0, 15),
    st.lists(SHORT_EXCEPTIONS, max_size=1).map(tuple),
)
def test_hours_on_a_night_of_change_are_said_exactly_property(
    weekly: tuple[OpeningHours, ...], night: date, days_before: int, closed: tuple[ScheduleException, ...]
) -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=weekly, exceptions=closed)
    since, until = start_of(add_days(night, -3)), start_of(add_days(night, 9))
    assert_says_the_same(schedule, add_days(night, -days_before), since, until)


@given(NIGHTS_OF_CHANGE, st.integers(0, 5 * 60), st.integers(0, 5 * 60))
def test_a_date_on_a_night_of_change_is_said_exactly_property(night: date, begins: int, lasts: int) -> None:
    midnight = start_of(night).astimezone(UTC)
    start = midnight + timedelta(minutes=begins)
    moment = Moment(start=start, end=start + timedelta(minutes=lasts))
    schedule = Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(moment,))
    assert_says_the_same(schedule, night, midnight - timedelta(days=1), midnight + timedelta(days=2))


@given(HOURS, st.lists(st.tuples(st.integers(0, 30), STATUSES), max_size=5), STATUSES)
def test_a_date_that_is_listed_and_repeats_is_said_once_property(
    hours: OpeningHours, listed: list[tuple[int, OccurrenceStatus]], status: OccurrenceStatus
) -> None:
    first, since, until = date(2027, 3, 1), datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
    weekly = Schedule(kind=ScheduleKind.WEEKLY, first=first, weekly=(hours,), status=status)
    repeated = occurrences(weekly, since=since, until=until)
    same = [(repeated[place], status) for place, status in listed if place < len(repeated)]
    moments = tuple(Moment(start=each.start, end=each.end, status=status) for each, status in same)
    assert_says_the_same(replace(weekly, moments=moments), first, since, until)


@given(HOURS, HOURS, st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_an_exception_on_the_first_dates_is_said_property(
    hours: OpeningHours, deviating: OpeningHours, begins: int, lasts: int, is_closed: bool
) -> None:
    first = date(2027, 1, 5)
    exception = ScheduleException(
        first=first + timedelta(days=begins - 5),
        last=first + timedelta(days=begins - 5 + lasts),
        hours=() if is_closed else (deviating,),
    )
    schedule = Schedule(kind=ScheduleKind.WEEKLY, first=first, weekly=(hours,), exceptions=(exception,))
    assert_says_the_same(schedule, first, start_of(add_days(first, -7)), start_of(add_days(first, 30)))


@given(HOURS, HOURS, st.sampled_from([date(2031, 12, 31), date(2032, 6, 1), date.max]))
def test_exceptions_are_said_as_far_as_five_years_ahead_and_then_the_series_ends_property(
    hours: OpeningHours, deviating: OpeningHours, last: date
) -> None:
    exception = ScheduleException(first=date(2031, 11, 20), last=last, hours=(deviating,))
    schedule = Schedule(kind=ScheduleKind.WEEKLY, first=date(2026, 1, 1), weekly=(hours,), exceptions=(exception,))
    horizon = date(2031, 12, 31)
    since, until = start_of(date(2031, 11, 1)), start_of(date(2032, 3, 1))
    said = schedule if last <= horizon else replace(schedule, last=horizon)
    by_others = expanded(calendar_of(schedule, date(2026, 11, 21)), since, until)
    assert times(by_others, since, until) == times(occurrences(said, since=since, until=until), since, until)

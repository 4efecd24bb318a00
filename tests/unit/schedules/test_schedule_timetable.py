"""A schedule taken apart into weekly series and dates of their own."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.schedules.local_time import add_days
from domain.schedules.model import (
    BRUSSELS,
    Moment,
    Occurrence,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.timetable import MOST_DATES, Series, Timetable, timetable

TUESDAYS = OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21))
MADE_ON = date(2026, 11, 21)

NIGHT_HOURS = st.builds(
    OpeningHours,
    days=st.sets(st.sampled_from(Weekday), min_size=1).map(tuple),
    opens=st.builds(time, st.integers(0, 23), st.sampled_from([0, 30])),
    closes=st.builds(time, st.integers(0, 23), st.sampled_from([0, 30])),
)


def weekly(*lines: OpeningHours, **more: object) -> Timetable:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=lines, **more)  # type: ignore[arg-type]
    return timetable(schedule, made_on=MADE_ON, year=2026)


def series(**changes: object) -> Series:
    """Return Tuesday evenings from the day on which they were entered."""
    known = {
        "days": (Weekday.TUESDAY,),
        "opens": time(19),
        "closes": time(21),
        "first": date(2026, 11, 24),
        "last": None,
        "left_out": (),
        "status": OccurrenceStatus.PLANNED,
    }
    return Series(**known | changes)  # type: ignore[arg-type]


def planned(start: datetime, end: datetime) -> Occurrence:
    return Occurrence(start=start, end=end, status=OccurrenceStatus.PLANNED)


def test_hours_without_first_date_begin_on_their_first_weekday_after_the_activity_was_made() -> None:
    assert weekly(TUESDAYS) == Timetable(series=(series(),), dates=())


@pytest.mark.parametrize(
    ("first", "begins"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 9, 2), date(2026, 9, 8)),
        (date(2027, 1, 1), date(2027, 1, 5)),
        (date(1, 1, 1), date(2025, 11, 25)),
    ],
)
def test_hours_begin_with_their_period_but_not_long_before_the_activity_was_made(first: date, begins: date) -> None:
    assert weekly(TUESDAYS, first=first).series == (series(first=begins),)


def test_equal_hours_on_different_lines_are_one_series() -> None:
    again = OpeningHours(days=(Weekday.SUNDAY, Weekday.TUESDAY), opens=time(19, fold=1), closes=time(21))
    both = (Weekday.TUESDAY, Weekday.SUNDAY)
    assert weekly(TUESDAYS, again).series == (series(days=both, first=date(2026, 11, 22)),)


def test_a_closed_first_date_moves_the_first_date() -> None:
    closed = ScheduleException(first=date(2026, 11, 20), last=date(2026, 11, 24))
    assert weekly(TUESDAYS, exceptions=(closed,)) == Timetable(series=(series(first=date(2026, 12, 1)),), dates=())


def test_deviating_hours_are_dates_of_their_own() -> None:
    earlier = OpeningHours(days=(Weekday.TUESDAY,), opens=time(14), closes=time(16))
    holiday = ScheduleException(first=date(2026, 12, 22), last=date(2026, 12, 29), hours=(earlier,))
    closed = ScheduleException(first=date(2026, 12, 28), last=date(2027, 1, 3))
    assert weekly(TUESDAYS, exceptions=(holiday, closed), last=date(2027, 6, 30)) == Timetable(
        series=(series(left_out=(date(2026, 12, 22), date(2026, 12, 29)), last=date(2027, 6, 30)),),
        dates=(planned(datetime(2026, 12, 22, 13, tzinfo=UTC), datetime(2026, 12, 22, 15, tzinfo=UTC)),),
    )


def test_a_series_that_is_closed_for_good_ends() -> None:
    closed = ScheduleException(first=date(2027, 1, 1), last=date.max)
    (only,) = weekly(TUESDAYS, exceptions=(closed,)).series
    assert (only.last, only.left_out[0], only.left_out[-1]) == (
        date(2031, 12, 31),
        date(2027, 1, 5),
        date(2031, 12, 30),
    )


def test_a_series_of_which_every_date_is_closed_is_none() -> None:
    closed = ScheduleException(first=date.min, last=date.max)
    assert weekly(TUESDAYS, exceptions=(closed,)) == Timetable(series=(), dates=())


def test_a_flexible_schedule_without_hours_gives_nothing() -> None:
    schedule = Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2026, 1, 1))
    assert timetable(schedule, made_on=MADE_ON, year=2026) == Timetable(series=(), dates=())


def test_listed_dates_are_given_from_last_year_on_and_not_without_end() -> None:
    starts = [datetime(2024, 12, 31, 12, tzinfo=UTC) + timedelta(days=day) for day in range(MOST_DATES + 10)]
    moments = tuple(Moment(start=each, end=each + timedelta(hours=1)) for each in starts)
    schedule = Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=moments)
    dates = timetable(schedule, made_on=MADE_ON, year=2026).dates
    assert (dates[0].start, len(dates)) == (datetime(2025, 1, 1, 12, tzinfo=UTC), MOST_DATES)


@given(st.lists(NIGHT_HOURS, min_size=1, max_size=3).map(tuple), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_series_lasts_as_long_on_each_of_its_dates_property(weekly: tuple[OpeningHours, ...], first: date) -> None:
    """What a program makes of hours that a clock change cuts or stretches differs, so no series has them."""
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=weekly, first=first)
    for each in timetable(schedule, made_on=first, year=2026).series:
        for day in (add_days(each.first, days) for days in range(400)):
            if Weekday.of(day) in each.days and day not in each.left_out:
                opens = datetime.combine(day, each.opens)
                closes = datetime.combine(day if each.closes > each.opens else add_days(day, 1), each.closes)
                instants = [face.replace(tzinfo=BRUSSELS).astimezone(UTC) for face in (opens, closes)]
                assert instants[1] - instants[0] == closes - opens, day
                latest = [face.replace(tzinfo=BRUSSELS, fold=1).astimezone(UTC) for face in (opens, closes)]
                assert latest == instants, day

"""Weekly hours in Dutch, as a city's website would put them."""

from datetime import date, time

import pytest

from domain.schedules.model import (
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.summary import summary

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


def hours(*days: Weekday, opens: time = time(19), closes: time = time(21)) -> OpeningHours:
    return OpeningHours(days=days, opens=opens, closes=closes)


def weekly(*weekly_hours: OpeningHours, exceptions: tuple[ScheduleException, ...] = ()) -> Schedule:
    return Schedule(kind=ScheduleKind.WEEKLY, weekly=weekly_hours, exceptions=exceptions)


def closed(first: date, last: date | None = None) -> ScheduleException:
    return ScheduleException(first=first, last=last or first)


def deviating(first: date, last: date, *deviating_hours: OpeningHours) -> ScheduleException:
    return ScheduleException(first=first, last=last, hours=deviating_hours)


def test_weekly_hours_name_period_and_closed_dates() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(hours(TUE),),
        first=date(2026, 12, 1),
        last=date(2027, 6, 30),
        exceptions=(closed(date(2026, 12, 31)), closed(date(2026, 12, 24))),
    )
    assert summary(schedule) == (
        "elke dinsdag van 19.00 tot 21.00 uur, van 1 december 2026 tot en met 30 juni 2027,"
        " behalve 24 en 31 december 2026"
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, "elke dinsdag van 19.00 tot 21.00 uur"),
        (date(2026, 12, 1), None, "elke dinsdag van 19.00 tot 21.00 uur, vanaf 1 december 2026"),
        (None, date(2027, 6, 30), "elke dinsdag van 19.00 tot 21.00 uur, tot en met 30 juni 2027"),
        (date(2026, 12, 1), date(2026, 12, 1), "elke dinsdag van 19.00 tot 21.00 uur, op 1 december 2026"),
    ],
)
def test_a_period_may_be_open(first: date | None, last: date | None, expected: str) -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(hours(TUE),), first=first, last=last)
    assert summary(schedule) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((WED, MON), "elke maandag en woensdag"),
        ((MON, TUE), "elke maandag en dinsdag"),
        ((MON, WED, FRI), "elke maandag, woensdag en vrijdag"),
        ((MON, TUE, WED, THU, FRI), "elke maandag tot en met vrijdag"),
        ((MON, TUE, WED, FRI), "elke maandag tot en met woensdag en elke vrijdag"),
        ((MON, TUE, WED, FRI, SAT), "elke maandag tot en met woensdag en elke vrijdag en zaterdag"),
        ((SUN, *Weekday), "elke dag"),
    ],
)
def test_weekdays_are_named_in_order_and_runs_shortened(days: tuple[Weekday, ...], expected: str) -> None:
    assert summary(weekly(hours(*days))) == f"{expected} van 19.00 tot 21.00 uur"


def test_several_slots_and_groups_of_weekdays_are_joined() -> None:
    schedule = weekly(
        hours(TUE, THU),
        hours(TUE, THU, opens=time(9), closes=time(12)),
        hours(SAT, opens=time(20), closes=time(2)),
    )
    assert summary(schedule) == (
        "elke dinsdag en donderdag van 9.00 tot 12.00 uur en van 19.00 tot 21.00 uur"
        " en elke zaterdag van 20.00 tot 2.00 uur"
    )


def test_a_whole_day_needs_no_hours_unless_others_stand_beside_it() -> None:
    whole_days = weekly(hours(*Weekday, opens=time(0), closes=time(23, 59)))
    both = weekly(hours(TUE, opens=time(0), closes=time(0)), hours(TUE))
    assert summary(whole_days) == "elke dag"
    assert summary(both) == "elke dinsdag de hele dag en van 19.00 tot 21.00 uur"


def test_a_closed_range_is_named_by_its_ends() -> None:
    exceptions = (closed(date(2026, 12, 22), date(2027, 1, 4)), closed(date(2026, 11, 11)))
    assert summary(weekly(hours(TUE), exceptions=exceptions)) == (
        "elke dinsdag van 19.00 tot 21.00 uur,"
        " behalve 11 november 2026 en van 22 december 2026 tot en met 4 januari 2027"
    )


def test_more_than_four_exceptions_are_counted() -> None:
    exceptions = tuple(closed(date(2026, 12, day)) for day in (1, 8, 15, 22, 29))
    assert summary(weekly(hours(TUE), exceptions=exceptions)) == (
        "elke dinsdag van 19.00 tot 21.00 uur, behalve 1, 8, 15 en 22 december 2026 en nog 1 uitzondering"
    )
    assert summary(weekly(hours(TUE), exceptions=(*exceptions, closed(date(2027, 1, 5))))) == (
        "elke dinsdag van 19.00 tot 21.00 uur, behalve 1, 8, 15 en 22 december 2026 en nog 2 uitzonderingen"
    )


def test_deviating_hours_follow_closed_dates() -> None:
    exceptions = (
        deviating(date(2027, 5, 5), date(2027, 5, 5), hours(*Weekday, opens=time(10), closes=time(12))),
        closed(date(2027, 5, 11)),
    )
    assert summary(weekly(hours(WED), exceptions=exceptions)) == (
        "elke woensdag van 19.00 tot 21.00 uur, behalve 11 mei 2027, maar op 5 mei 2027 van 10.00 tot 12.00 uur"
    )


def test_deviating_hours_over_a_range_name_the_weekdays_when_they_do_not_cover_it() -> None:
    summer = deviating(date(2027, 7, 1), date(2027, 8, 31), hours(MON, opens=time(10), closes=time(12)))
    weekend = deviating(date(2027, 9, 4), date(2027, 9, 5), hours(SAT, SUN, opens=time(10), closes=time(12)))
    assert summary(weekly(hours(TUE), exceptions=(summer, weekend))) == (
        "elke dinsdag van 19.00 tot 21.00 uur,"
        " maar van 1 juli tot en met 31 augustus 2027 elke maandag van 10.00 tot 12.00 uur"
        " en van 4 tot en met 5 september 2027 van 10.00 tot 12.00 uur"
    )


def test_deviating_hours_on_no_weekday_of_their_dates_mean_closed() -> None:
    exceptions = (deviating(date(2027, 5, 4), date(2027, 5, 4), hours(MON)),)
    assert summary(weekly(hours(TUE), exceptions=exceptions)) == (
        "elke dinsdag van 19.00 tot 21.00 uur, behalve 4 mei 2027"
    )


def test_exceptions_outside_the_period_twice_or_reversed_are_not_named() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(hours(TUE),),
        first=date(2026, 12, 1),
        exceptions=(
            closed(date(2026, 11, 30)),
            closed(date(2026, 12, 24)),
            closed(date(2026, 12, 24)),
            closed(date(2026, 12, 31), date(2026, 12, 30)),
        ),
    )
    assert summary(schedule) == (
        "elke dinsdag van 19.00 tot 21.00 uur, vanaf 1 december 2026, behalve 24 december 2026"
    )


def test_only_deviating_hours_are_dates_of_their_own() -> None:
    exceptions = (deviating(date(2027, 5, 5), date(2027, 5, 5), hours(WED)), closed(date(2027, 5, 6)))
    assert summary(weekly(exceptions=exceptions)) == "op 5 mei 2027 van 19.00 tot 21.00 uur"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (OccurrenceStatus.PLANNED, "elke dinsdag van 19.00 tot 21.00 uur"),
        (OccurrenceStatus.CANCELLED, "elke dinsdag van 19.00 tot 21.00 uur (geannuleerd)"),
    ],
)
def test_dates_with_the_status_of_all_others_are_no_exceptions(status: OccurrenceStatus, expected: str) -> None:
    same = ScheduleException(first=date(2026, 12, 8), last=date(2026, 12, 8), status=status)
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(hours(TUE),), exceptions=(same,), status=status)
    assert summary(schedule) == expected


def test_a_cancelled_weekly_course_says_so() -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(hours(TUE),), status=OccurrenceStatus.CANCELLED)
    assert summary(schedule) == "elke dinsdag van 19.00 tot 21.00 uur (geannuleerd)"

"""Schedules in Dutch, as a city's website would put them."""

from datetime import UTC, date, datetime, time

import pytest

from domain.schedules.model import (
    BRUSSELS,
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.summary import summary

CANCELLED, POSTPONED = OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED


def moment(start: str, end: str, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Moment:
    return Moment(
        start=datetime.fromisoformat(start).replace(tzinfo=BRUSSELS),
        end=datetime.fromisoformat(end).replace(tzinfo=BRUSSELS),
        status=status,
    )


def evening(day: str, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Moment:
    return moment(f"{day} 19:00", f"{day} 21:00", status)


def listing(*moments: Moment) -> Schedule:
    return Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=moments)


def hours(*days: Weekday, opens: time = time(19), closes: time = time(21)) -> OpeningHours:
    return OpeningHours(days=days, opens=opens, closes=closes)


def closed(first: date, last: date | None = None) -> ScheduleException:
    return ScheduleException(first=first, last=last or first)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-12-01 19:00", "2026-12-01 21:00", "dinsdag 1 december 2026 van 19.00 tot 21.00 uur"),
        ("2026-12-01 09:30", "2026-12-01 12:05", "dinsdag 1 december 2026 van 9.30 tot 12.05 uur"),
        ("2026-12-01 19:00", "2026-12-01 19:00", "dinsdag 1 december 2026 om 19.00 uur"),
        ("2026-12-01 19:00", "2026-12-02 00:00", "dinsdag 1 december 2026 van 19.00 tot 24.00 uur"),
        ("2026-12-01 20:00", "2026-12-02 02:00", "dinsdag 1 december 2026 van 20.00 tot 2.00 uur"),
        ("2026-12-01 22:00", "2026-12-02 06:00", "dinsdag 1 december 2026 van 22.00 tot 6.00 uur"),
        ("2028-01-22 00:00", "2028-01-22 23:59:59", "zaterdag 22 januari 2028"),
        ("2028-01-22 00:00", "2028-01-22 23:59", "zaterdag 22 januari 2028"),
        ("2028-01-22 00:00", "2028-01-23 00:00", "zaterdag 22 januari 2028"),
        ("2028-01-22 00:00", "2028-01-22 00:00", "zaterdag 22 januari 2028"),
        ("2027-06-01 00:00", "2027-06-30 23:59:59", "van 1 tot en met 30 juni 2027"),
        ("2027-05-31 00:00", "2027-07-01 00:00", "van 31 mei tot en met 30 juni 2027"),
        ("2026-12-22 00:00", "2027-01-04 23:59", "van 22 december 2026 tot en met 4 januari 2027"),
        (
            "2027-06-05 10:00",
            "2027-06-06 16:00",
            "van 5 juni 2027 om 10.00 uur tot 6 juni 2027 om 16.00 uur",
        ),
        ("2027-06-05 10:00", "2027-06-07 00:00", "van 5 juni 2027 om 10.00 uur tot 6 juni 2027 om 24.00 uur"),
    ],
)
def test_one_moment_names_its_date_and_hours(start: str, end: str, expected: str) -> None:
    assert summary(Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(moment(start, end),))) == expected


def test_the_date_is_the_local_one_where_utc_is_still_the_day_before() -> None:
    whole_day = Moment(start=datetime(2021, 1, 21, 23, tzinfo=UTC), end=datetime(2021, 1, 22, 22, 59, 59, tzinfo=UTC))
    assert summary(listing(whole_day)) == "vrijdag 22 januari 2021"


def test_two_times_on_one_day_are_one_date() -> None:
    schedule = listing(evening("2026-12-01"), moment("2026-12-01 10:00", "2026-12-01 12:00"))
    assert summary(schedule) == "dinsdag 1 december 2026 van 10.00 tot 12.00 uur en van 19.00 tot 21.00 uur"


def test_dates_with_equal_hours_share_them() -> None:
    schedule = listing(evening("2026-12-17"), evening("2026-12-03"), evening("2026-12-10"))
    assert summary(schedule) == "op 3, 10 en 17 december 2026 van 19.00 tot 21.00 uur"


def test_months_and_years_are_named_once() -> None:
    schedule = listing(*map(evening, ("2026-11-24", "2026-12-01", "2026-12-08", "2027-01-05")))
    assert summary(schedule) == "op 24 november, 1 en 8 december 2026 en 5 januari 2027 van 19.00 tot 21.00 uur"


def test_dates_with_different_hours_each_have_their_own() -> None:
    schedule = listing(
        evening("2026-12-03"),
        evening("2026-12-10"),
        moment("2026-12-17 14:00", "2026-12-17 16:00"),
        moment("2026-12-19 00:00", "2026-12-20 23:59"),
    )
    assert summary(schedule) == (
        "op 3 en 10 december 2026 van 19.00 tot 21.00 uur, op 17 december 2026 van 14.00 tot 16.00 uur"
        " en van 19 tot en met 20 december 2026"
    )


def test_more_than_five_dates_with_equal_hours_are_counted() -> None:
    schedule = listing(*(evening(f"2026-12-{day:02}") for day in range(1, 10)))
    assert summary(schedule) == "op 1, 2, 3, 4 en 5 december 2026 en nog 4 data, telkens van 19.00 tot 21.00 uur"


def test_more_than_five_dates_with_different_hours_are_counted() -> None:
    schedule = listing(
        *(evening(f"2026-12-{day:02}") for day in range(1, 6)), moment("2026-12-06 10:00", "2026-12-06 12:00")
    )
    assert summary(schedule) == "op 1, 2, 3, 4 en 5 december 2026 van 19.00 tot 21.00 uur en nog 1 datum"


@pytest.mark.parametrize(("status", "word"), [(CANCELLED, "geannuleerd"), (POSTPONED, "uitgesteld")])
def test_a_single_date_says_that_it_does_not_go_ahead(status: OccurrenceStatus, word: str) -> None:
    assert summary(listing(evening("2026-12-01", status))) == (
        f"dinsdag 1 december 2026 van 19.00 tot 21.00 uur ({word})"
    )


def test_a_list_that_is_cancelled_as_a_whole_says_so_once() -> None:
    schedule = listing(evening("2026-12-03", CANCELLED), evening("2026-12-10", CANCELLED))
    assert summary(schedule) == "op 3 en 10 december 2026 van 19.00 tot 21.00 uur (geannuleerd)"


def test_dates_in_a_list_that_do_not_go_ahead_are_named() -> None:
    schedule = listing(evening("2026-12-03"), evening("2026-12-10", CANCELLED), evening("2026-12-17", POSTPONED))
    assert summary(schedule) == (
        "op 3, 10 en 17 december 2026 van 19.00 tot 21.00 uur,"
        " geannuleerd: 10 december 2026, uitgesteld: 17 december 2026"
    )


def test_many_cancelled_dates_in_a_list_are_counted() -> None:
    schedule = listing(evening("2026-12-01"), *(evening(f"2026-12-{day:02}", CANCELLED) for day in range(2, 9)))
    assert summary(schedule) == (
        "op 1, 2, 3, 4 en 5 december 2026 en nog 3 data, telkens van 19.00 tot 21.00 uur,"
        " geannuleerd: 2, 3, 4, 5 en 6 december 2026 en nog 2 data"
    )


def test_one_cancelled_time_on_a_date_is_named_with_its_hours() -> None:
    schedule = listing(moment("2026-12-03 10:00", "2026-12-03 12:00"), evening("2026-12-03", CANCELLED))
    assert summary(schedule) == (
        "donderdag 3 december 2026 van 10.00 tot 12.00 uur en van 19.00 tot 21.00 uur,"
        " geannuleerd: op 3 december 2026 van 19.00 tot 21.00 uur"
    )


def test_listed_dates_stand_beside_weekly_hours() -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(hours(Weekday.TUESDAY),), moments=(evening("2026-12-03"),))
    assert summary(schedule) == (
        "elke dinsdag van 19.00 tot 21.00 uur; donderdag 3 december 2026 van 19.00 tot 21.00 uur"
    )


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Schedule(kind=ScheduleKind.FLEXIBLE), "flexibel, in overleg"),
        (
            Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2026, 12, 1)),
            "flexibel, vanaf 1 december 2026",
        ),
        (
            Schedule(kind=ScheduleKind.FLEXIBLE, weekly=(hours(Weekday.MONDAY, opens=time(9), closes=time(12)),)),
            "flexibel, elke maandag van 9.00 tot 12.00 uur",
        ),
        (
            Schedule(kind=ScheduleKind.FLEXIBLE, exceptions=(closed(date(2026, 12, 25)),)),
            "flexibel, in overleg, behalve 25 december 2026",
        ),
        (
            Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2026, 12, 3), moments=(evening("2026-12-03"),)),
            "flexibel, donderdag 3 december 2026 van 19.00 tot 21.00 uur",
        ),
        (Schedule(kind=ScheduleKind.FLEXIBLE, status=CANCELLED), "flexibel, in overleg (geannuleerd)"),
    ],
)
def test_flexible_says_so_first(schedule: Schedule, expected: str) -> None:
    assert summary(schedule) == expected


@pytest.mark.parametrize("kind", [ScheduleKind.SINGLE_DAY, ScheduleKind.SEVERAL_DAYS, ScheduleKind.WEEKLY])
def test_without_anything_there_is_no_date_yet(kind: ScheduleKind) -> None:
    assert summary(Schedule(kind=kind)) == "nog geen datum"


def test_a_broken_moment_is_no_date() -> None:
    assert summary(listing(moment("2026-12-03 21:00", "2026-12-03 19:00"))) == "nog geen datum"

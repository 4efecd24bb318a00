"""What comes next, where a schedule begins and ends, and when it is over."""

from datetime import UTC, date, datetime, time

import pytest

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
from domain.schedules.occurrences import bounds, is_over, next_occurrence

TUESDAY_EVENING = OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21))
FRIDAY_NIGHT = OpeningHours(days=(Weekday.FRIDAY,), opens=time(20), closes=time(2))
EMPTY_KINDS = [Schedule(kind=kind) for kind in ScheduleKind]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def moment(start: str, end: str, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Moment:
    return Moment(start=local(start), end=local(end), status=status)


def occurrence(start: str, end: str, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Occurrence:
    return Occurrence(start=local(start).astimezone(UTC), end=local(end).astimezone(UTC), status=status)


def listing(*moments: Moment) -> Schedule:
    return Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=moments)


def weekly(*hours: OpeningHours, first: date | None = None, last: date | None = None) -> Schedule:
    return Schedule(kind=ScheduleKind.WEEKLY, weekly=hours, first=first, last=last)


def test_what_is_going_on_is_next_until_it_ends() -> None:
    schedule = weekly(TUESDAY_EVENING)
    this_week = occurrence("2026-12-01 19:00", "2026-12-01 21:00")
    assert next_occurrence(schedule, after=local("2026-12-01 20:59")) == this_week
    assert next_occurrence(schedule, after=local("2026-12-01 21:00")) == occurrence(
        "2026-12-08 19:00", "2026-12-08 21:00"
    )


def test_a_night_that_began_yesterday_is_next_until_it_ends() -> None:
    assert next_occurrence(weekly(FRIDAY_NIGHT), after=local("2026-12-05 01:59")) == occurrence(
        "2026-12-04 20:00", "2026-12-05 02:00"
    )


def test_a_cancelled_date_is_never_next_and_a_postponed_one_can_be() -> None:
    schedule = listing(
        moment("2026-12-03 19:00", "2026-12-03 21:00", OccurrenceStatus.CANCELLED),
        moment("2026-12-10 19:00", "2026-12-10 21:00", OccurrenceStatus.POSTPONED),
    )
    assert next_occurrence(schedule, after=local("2026-12-01")) == occurrence(
        "2026-12-10 19:00", "2026-12-10 21:00", OccurrenceStatus.POSTPONED
    )


def test_a_cancelled_weekly_course_has_no_next() -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(TUESDAY_EVENING,), status=OccurrenceStatus.CANCELLED)
    assert next_occurrence(schedule, after=local("2026-12-01")) is None


def test_a_listed_date_is_next_at_any_distance_and_weekly_hours_within_four_hundred_days() -> None:
    far = moment("2090-12-01 19:00", "2090-12-01 21:00")
    assert next_occurrence(listing(far), after=local("2026-12-01")) == occurrence(
        "2090-12-01 19:00", "2090-12-01 21:00"
    )
    tuesdays_from_2028 = weekly(TUESDAY_EVENING, first=date(2028, 1, 4))
    assert next_occurrence(tuesdays_from_2028, after=local("2026-11-29 12:00")) is None
    assert next_occurrence(tuesdays_from_2028, after=local("2026-11-30 12:00")) == occurrence(
        "2028-01-04 19:00", "2028-01-04 21:00"
    )


def test_the_earlier_of_listed_dates_and_weekly_hours_is_next() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(TUESDAY_EVENING,),
        moments=(moment("2026-12-07 10:00", "2026-12-07 12:00"),),
    )
    assert next_occurrence(schedule, after=local("2026-12-01")) == occurrence("2026-12-01 19:00", "2026-12-01 21:00")
    assert next_occurrence(schedule, after=local("2026-12-02")) == occurrence("2026-12-07 10:00", "2026-12-07 12:00")


def test_a_date_without_hours_is_next_and_not_over_until_midnight() -> None:
    schedule = listing(moment("2026-12-01 00:00", "2026-12-01 00:00"))
    assert next_occurrence(schedule, after=local("2026-12-01 23:59")) == occurrence("2026-12-01", "2026-12-01")
    assert not is_over(schedule, at=local("2026-12-01 23:59"))
    assert next_occurrence(schedule, after=local("2026-12-02")) is None
    assert is_over(schedule, at=local("2026-12-02"))


def test_a_start_without_an_end_is_next_until_it_has_started() -> None:
    schedule = listing(moment("2026-12-01 19:00", "2026-12-01 19:00"))
    assert next_occurrence(schedule, after=local("2026-12-01 19:00")) == occurrence(
        "2026-12-01 19:00", "2026-12-01 19:00"
    )
    assert next_occurrence(schedule, after=local("2026-12-01 19:01")) is None


@pytest.mark.parametrize("schedule", EMPTY_KINDS, ids=lambda schedule: schedule.kind)
def test_a_schedule_without_anything_has_no_next_no_bounds_and_is_not_over(schedule: Schedule) -> None:
    at = local("2026-12-01")
    assert (next_occurrence(schedule, after=at), bounds(schedule), is_over(schedule, at=at)) == (
        None,
        (None, None),
        False,
    )


def test_bounds_of_listed_dates_are_the_earliest_start_and_the_latest_end() -> None:
    schedule = listing(
        moment("2026-12-03 19:00", "2026-12-03 21:00"),
        moment("2026-12-01 08:00", "2026-12-20 18:00", OccurrenceStatus.CANCELLED),
        moment("2026-12-31 21:00", "2026-12-31 19:00"),
    )
    assert bounds(schedule) == (local("2026-12-01 08:00"), local("2026-12-20 18:00"))


def test_bounds_of_weekly_hours_are_the_first_and_last_slot_in_the_period() -> None:
    schedule = weekly(TUESDAY_EVENING, first=date(2026, 11, 28), last=date(2027, 6, 30))
    assert bounds(schedule) == (local("2026-12-01 19:00"), local("2027-06-29 21:00"))


def test_bounds_reach_to_the_end_of_the_last_night() -> None:
    saturday_morning = OpeningHours(days=(Weekday.SATURDAY,), opens=time(0), closes=time(1))
    schedule = weekly(FRIDAY_NIGHT, saturday_morning, first=date(2026, 12, 4), last=date(2026, 12, 5))
    assert bounds(schedule) == (local("2026-12-04 20:00"), local("2026-12-05 02:00"))


def test_a_night_before_the_period_does_not_reach_into_its_bounds() -> None:
    saturday_morning = OpeningHours(days=(Weekday.SATURDAY,), opens=time(0), closes=time(1))
    schedule = weekly(FRIDAY_NIGHT, saturday_morning, first=date(2026, 12, 5), last=date(2026, 12, 5))
    assert bounds(schedule) == (local("2026-12-05 00:00"), local("2026-12-05 01:00"))


def test_an_open_side_has_no_bound() -> None:
    assert bounds(weekly(TUESDAY_EVENING, first=date(2026, 12, 1))) == (local("2026-12-01 19:00"), None)
    assert bounds(weekly(TUESDAY_EVENING, last=date(2026, 12, 1))) == (None, local("2026-12-01 21:00"))


def test_a_period_without_hours_is_bounded_by_the_midnights_around_it() -> None:
    schedule = Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2026, 12, 1), last=date(2026, 12, 31))
    assert bounds(schedule) == (local("2026-12-01"), local("2027-01-01"))


def test_bounds_span_listed_dates_and_weekly_hours_together() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(TUESDAY_EVENING,),
        first=date(2026, 12, 1),
        last=date(2026, 12, 8),
        moments=(
            moment("2026-11-20 10:00", "2026-11-20 12:00"),
            moment("2026-12-20 10:00", "2026-12-20 12:00"),
        ),
    )
    assert bounds(schedule) == (local("2026-11-20 10:00"), local("2026-12-20 12:00"))


def test_listed_dates_are_over_when_the_last_has_ended_cancelled_or_not() -> None:
    schedule = listing(
        moment("2026-12-03 19:00", "2026-12-03 21:00"),
        moment("2026-12-10 19:00", "2026-12-10 21:00", OccurrenceStatus.CANCELLED),
    )
    assert not is_over(schedule, at=local("2026-12-10 20:59"))
    assert is_over(schedule, at=local("2026-12-10 21:00"))


def test_weekly_hours_are_over_after_the_last_slot_not_the_last_date() -> None:
    schedule = weekly(TUESDAY_EVENING, first=date(2026, 12, 1), last=date(2026, 12, 12))
    assert not is_over(schedule, at=local("2026-12-08 20:59"))
    assert is_over(schedule, at=local("2026-12-08 21:00"))


def test_a_last_night_is_not_over_before_it_ends_the_next_day() -> None:
    schedule = weekly(FRIDAY_NIGHT, last=date(2026, 12, 4))
    assert not is_over(schedule, at=local("2026-12-05 01:59"))
    assert is_over(schedule, at=local("2026-12-05 02:00"))


def test_weekly_hours_without_last_are_never_over() -> None:
    schedule = weekly(TUESDAY_EVENING, first=date(2020, 1, 1))
    assert not is_over(schedule, at=local("2090-01-01"))


def test_weekly_hours_of_which_all_that_is_left_is_closed_are_over() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(TUESDAY_EVENING,),
        last=date(2026, 12, 31),
        exceptions=(ScheduleException(first=date(2026, 12, 5), last=date(2027, 1, 5)),),
    )
    assert is_over(schedule, at=local("2026-12-02"))


def test_a_period_of_more_than_five_years_to_go_is_not_over_even_if_all_of_it_is_closed() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(TUESDAY_EVENING,),
        last=date(2040, 12, 31),
        exceptions=(ScheduleException(first=date(2026, 1, 1), last=date(2040, 12, 31)),),
    )
    assert not is_over(schedule, at=local("2026-12-02"))
    assert is_over(schedule, at=local("2036-12-02"))


def test_flexible_without_dates_is_over_when_the_last_date_has_passed() -> None:
    schedule = Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2026, 12, 1), last=date(2026, 12, 31))
    assert not is_over(schedule, at=local("2026-12-31 23:59"))
    assert is_over(schedule, at=local("2027-01-01"))


def test_listed_dates_in_the_past_do_not_end_weekly_hours() -> None:
    schedule = Schedule(
        kind=ScheduleKind.FLEXIBLE,
        weekly=(TUESDAY_EVENING,),
        moments=(moment("2026-11-20 10:00", "2026-11-20 12:00"),),
    )
    assert not is_over(schedule, at=local("2026-12-01"))

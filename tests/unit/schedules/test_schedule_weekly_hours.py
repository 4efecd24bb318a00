"""What overlaps a window, worked out from hours that repeat every week."""

from datetime import UTC, date, datetime, time, timedelta

from domain.schedules.model import (
    BRUSSELS,
    Occurrence,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.occurrences import next_occurrence, occurrences

TUESDAY_EVENING = OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21))
EVERY_DAY = tuple(Weekday)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def planned(start: str, end: str) -> Occurrence:
    return Occurrence(start=utc(start), end=utc(end), status=OccurrenceStatus.PLANNED)


def weekly(
    *hours: OpeningHours,
    first: date | None = None,
    last: date | None = None,
    exceptions: tuple[ScheduleException, ...] = (),
    status: OccurrenceStatus = OccurrenceStatus.PLANNED,
) -> Schedule:
    return Schedule(
        kind=ScheduleKind.WEEKLY, weekly=hours, first=first, last=last, exceptions=exceptions, status=status
    )


def found(schedule: Schedule, since: str, until: str) -> tuple[Occurrence, ...]:
    return occurrences(schedule, since=local(since), until=local(until))


def local_spans(schedule: Schedule, since: str, until: str) -> list[str]:
    return [
        f"{each.start.astimezone(BRUSSELS):%m-%d %H:%M} {each.end.astimezone(BRUSSELS):%m-%d %H:%M}"
        for each in found(schedule, since, until)
    ]


def test_a_weekly_course_stays_at_nineteen_hundred_over_both_clock_changes() -> None:
    schedule = weekly(TUESDAY_EVENING)
    assert found(schedule, "2026-10-20", "2026-10-28") == (
        planned("2026-10-20 17:00", "2026-10-20 19:00"),
        planned("2026-10-27 18:00", "2026-10-27 20:00"),
    )
    assert found(schedule, "2027-03-23", "2027-03-31") == (
        planned("2027-03-23 18:00", "2027-03-23 20:00"),
        planned("2027-03-30 17:00", "2027-03-30 19:00"),
    )


def test_the_local_date_counts_not_the_one_in_utc() -> None:
    schedule = weekly(
        OpeningHours(days=(Weekday.TUESDAY,), opens=time(0, 30), closes=time(1, 30)),
        first=date(2026, 12, 1),
        last=date(2026, 12, 1),
    )
    assert found(schedule, "2026-11-01", "2027-01-01") == (planned("2026-11-30 23:30", "2026-12-01 00:30"),)


def test_the_window_too_ends_on_a_local_date() -> None:
    schedule = weekly(OpeningHours(days=(Weekday.TUESDAY,), opens=time(0, 30), closes=time(1, 30)))
    assert occurrences(schedule, since=utc("2026-11-30 12:00"), until=utc("2026-11-30 23:45")) == (
        planned("2026-11-30 23:30", "2026-12-01 00:30"),
    )


def test_first_and_last_are_both_included() -> None:
    schedule = weekly(TUESDAY_EVENING, first=date(2026, 12, 1), last=date(2026, 12, 15))
    assert local_spans(schedule, "2026-01-01", "2028-01-01") == [
        "12-01 19:00 12-01 21:00",
        "12-08 19:00 12-08 21:00",
        "12-15 19:00 12-15 21:00",
    ]


def test_hours_that_close_at_or_before_opening_run_past_midnight() -> None:
    night = OpeningHours(days=(Weekday.FRIDAY,), opens=time(20), closes=time(2))
    round_the_clock = OpeningHours(days=(Weekday.SATURDAY,), opens=time(8), closes=time(8))
    assert local_spans(weekly(night, round_the_clock), "2026-12-04", "2026-12-07") == [
        "12-04 20:00 12-05 02:00",
        "12-05 08:00 12-06 08:00",
    ]


def test_a_night_that_began_before_the_window_still_overlaps_it() -> None:
    night = OpeningHours(days=(Weekday.FRIDAY,), opens=time(20), closes=time(2))
    assert local_spans(weekly(night), "2026-12-05 01:00", "2026-12-05 12:00") == ["12-04 20:00 12-05 02:00"]
    assert local_spans(weekly(night), "2026-12-05 02:00", "2026-12-05 12:00") == []


def test_several_slots_on_a_day_come_in_order() -> None:
    afternoon = OpeningHours(days=(Weekday.TUESDAY,), opens=time(14), closes=time(16))
    assert local_spans(weekly(TUESDAY_EVENING, afternoon), "2026-12-01", "2026-12-02") == [
        "12-01 14:00 12-01 16:00",
        "12-01 19:00 12-01 21:00",
    ]


def test_a_slot_in_the_hour_that_spring_skips_happens_once() -> None:
    night = OpeningHours(days=(Weekday.SUNDAY,), opens=time(2, 30), closes=time(4))
    assert found(weekly(night), "2027-03-28", "2027-03-29") == (planned("2027-03-28 01:30", "2027-03-28 02:00"),)


def test_a_slot_that_would_end_before_the_skipped_hour_lasts_no_time() -> None:
    night = OpeningHours(days=(Weekday.SUNDAY,), opens=time(2, 30), closes=time(3))
    assert found(weekly(night), "2027-03-28", "2027-03-29") == (planned("2027-03-28 01:30", "2027-03-28 01:30"),)


def test_a_slot_in_the_hour_that_autumn_has_twice_happens_once() -> None:
    night = OpeningHours(days=(Weekday.SUNDAY,), opens=time(2, 15, fold=1), closes=time(2, 45))
    assert found(weekly(night), "2026-10-25", "2026-10-26") == (planned("2026-10-25 00:15", "2026-10-25 00:45"),)


def test_nothing_takes_place_on_a_closed_date() -> None:
    schedule = weekly(
        TUESDAY_EVENING,
        exceptions=(ScheduleException(first=date(2026, 12, 22), last=date(2026, 12, 29), reason="vakantie"),),
    )
    assert local_spans(schedule, "2026-12-15", "2027-01-06") == [
        "12-15 19:00 12-15 21:00",
        "01-05 19:00 01-05 21:00",
    ]


def test_deviating_hours_replace_normal_ones_and_may_open_on_another_weekday() -> None:
    mornings = (OpeningHours(days=(Weekday.TUESDAY, Weekday.WEDNESDAY), opens=time(10), closes=time(12)),)
    schedule = weekly(
        TUESDAY_EVENING,
        exceptions=(ScheduleException(first=date(2026, 12, 8), last=date(2026, 12, 10), hours=mornings),),
    )
    assert local_spans(schedule, "2026-12-01", "2026-12-16") == [
        "12-01 19:00 12-01 21:00",
        "12-08 10:00 12-08 12:00",
        "12-09 10:00 12-09 12:00",
        "12-15 19:00 12-15 21:00",
    ]


def test_closed_wins_over_deviating_in_either_order() -> None:
    deviating = ScheduleException(
        first=date(2026, 12, 1),
        last=date(2026, 12, 8),
        hours=(OpeningHours(days=EVERY_DAY, opens=time(10), closes=time(12)),),
    )
    closed = ScheduleException(first=date(2026, 12, 2), last=date(2026, 12, 8))
    expected = ["12-01 10:00 12-01 12:00"]
    assert local_spans(weekly(TUESDAY_EVENING, exceptions=(deviating, closed)), "2026-12-01", "2026-12-09") == expected
    assert local_spans(weekly(TUESDAY_EVENING, exceptions=(closed, deviating)), "2026-12-01", "2026-12-09") == expected


def test_deviating_hours_outside_the_period_do_not_open() -> None:
    deviating = ScheduleException(
        first=date(2026, 12, 1),
        last=date(2026, 12, 31),
        hours=(OpeningHours(days=EVERY_DAY, opens=time(10), closes=time(12)),),
    )
    schedule = weekly(TUESDAY_EVENING, first=date(2026, 12, 30), last=date(2026, 12, 30), exceptions=(deviating,))
    assert local_spans(schedule, "2026-11-01", "2027-02-01") == ["12-30 10:00 12-30 12:00"]


def test_weekly_hours_carry_the_status_of_the_schedule() -> None:
    schedule = weekly(TUESDAY_EVENING, status=OccurrenceStatus.CANCELLED)
    assert [each.status for each in found(schedule, "2026-12-01", "2026-12-09")] == [OccurrenceStatus.CANCELLED] * 2


def test_weekly_hours_are_followed_for_five_years_however_long_the_window() -> None:
    daily = weekly(OpeningHours(days=EVERY_DAY, opens=time(19), closes=time(21)))
    everything = occurrences(daily, since=utc("2026-01-01"), until=datetime.max.replace(tzinfo=UTC), limit=10**9)
    assert (len(everything), everything[-1]) == (5 * 366 - 1, planned("2031-01-03 18:00", "2031-01-03 20:00"))


def test_five_years_count_from_a_first_date_after_the_start_of_the_window() -> None:
    schedule = weekly(TUESDAY_EVENING, first=date(2026, 12, 1), last=date(2026, 12, 1))
    assert local_spans(schedule, "1970-01-01", "2100-01-01") == ["12-01 19:00 12-01 21:00"]


def test_windows_at_the_ends_of_the_calendar_are_harmless() -> None:
    daily = weekly(OpeningHours(days=EVERY_DAY, opens=time(19), closes=time(2)))
    earliest, latest = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert len(occurrences(daily, since=earliest, until=earliest + timedelta(days=3))) == 3
    assert len(occurrences(daily, since=latest - timedelta(days=3), until=latest)) == 4
    assert next_occurrence(daily, after=latest) is None

"""What overlaps a window, worked out from listed dates."""

from datetime import UTC, datetime, time, timedelta, timezone

from domain.schedules.model import (
    BRUSSELS,
    Moment,
    Occurrence,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleKind,
    Weekday,
)
from domain.schedules.occurrences import next_occurrence, occurrences

TUESDAY_EVENING = OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def planned(start: str, end: str) -> Occurrence:
    return Occurrence(start=utc(start), end=utc(end), status=OccurrenceStatus.PLANNED)


def moment(start: str, end: str, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Moment:
    return Moment(start=local(start), end=local(end), status=status)


def listing(*moments: Moment) -> Schedule:
    return Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=moments)


def found(schedule: Schedule, since: str, until: str) -> tuple[Occurrence, ...]:
    return occurrences(schedule, since=local(since), until=local(until))


def local_spans(schedule: Schedule, since: str, until: str) -> list[str]:
    return [
        f"{each.start.astimezone(BRUSSELS):%m-%d %H:%M} {each.end.astimezone(BRUSSELS):%m-%d %H:%M}"
        for each in found(schedule, since, until)
    ]


def test_listed_dates_come_in_order_in_utc_with_their_status() -> None:
    schedule = listing(
        moment("2026-12-10 19:00", "2026-12-10 21:00", OccurrenceStatus.CANCELLED),
        moment("2026-06-03 19:00", "2026-06-03 21:00", OccurrenceStatus.POSTPONED),
        moment("2026-12-03 19:00", "2026-12-03 21:00"),
    )
    assert found(schedule, "2026-01-01", "2027-01-01") == (
        Occurrence(start=utc("2026-06-03 17:00"), end=utc("2026-06-03 19:00"), status=OccurrenceStatus.POSTPONED),
        planned("2026-12-03 18:00", "2026-12-03 20:00"),
        Occurrence(start=utc("2026-12-10 18:00"), end=utc("2026-12-10 20:00"), status=OccurrenceStatus.CANCELLED),
    )


def test_results_are_in_utc_itself_not_merely_equal() -> None:
    schedule = listing(moment("2026-12-03 19:00", "2026-12-03 21:00"))
    assert [(each.start.tzinfo, each.end.tzinfo) for each in found(schedule, "2026-12-01", "2027-01-01")] == [
        (UTC, UTC)
    ]


def test_a_moment_that_ends_before_it_starts_is_left_out() -> None:
    schedule = listing(moment("2026-12-03 21:00", "2026-12-03 19:00"), moment("2026-12-10 19:00", "2026-12-10 21:00"))
    assert found(schedule, "2026-12-01", "2027-01-01") == (planned("2026-12-10 18:00", "2026-12-10 20:00"),)


def test_an_end_before_the_start_by_clock_face_is_kept_when_the_clock_went_back_in_between() -> None:
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS)
    schedule = listing(Moment(start=start, end=start.replace(minute=15, fold=1)))
    assert found(schedule, "2026-10-25", "2026-10-26") == (planned("2026-10-25 00:30", "2026-10-25 01:15"),)


def test_the_window_includes_its_start_and_not_its_end() -> None:
    schedule = listing(
        moment("2026-12-01 17:00", "2026-12-01 19:00"),
        moment("2026-12-01 18:00", "2026-12-01 19:01"),
        moment("2026-12-01 20:59", "2026-12-01 22:00"),
        moment("2026-12-01 21:00", "2026-12-01 22:00"),
    )
    assert local_spans(schedule, "2026-12-01 19:00", "2026-12-01 21:00") == [
        "12-01 18:00 12-01 19:01",
        "12-01 20:59 12-01 22:00",
    ]


def test_what_lasts_no_time_counts_when_its_start_lies_in_the_window() -> None:
    schedule = listing(
        *(moment(start, start) for start in ("2026-12-01 19:00", "2026-12-01 20:00", "2026-12-01 21:00"))
    )
    assert local_spans(schedule, "2026-12-01 19:00", "2026-12-01 21:00") == [
        "12-01 19:00 12-01 19:00",
        "12-01 20:00 12-01 20:00",
    ]


def test_an_empty_or_reversed_window_holds_nothing() -> None:
    schedule = listing(moment("2026-12-01 19:00", "2026-12-01 21:00"))
    assert found(schedule, "2026-12-01 20:00", "2026-12-01 20:00") == ()
    assert found(schedule, "2026-12-01 20:30", "2026-12-01 20:00") == ()


def test_identical_occurrences_appear_once_and_as_planned_when_one_of_them_is() -> None:
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        weekly=(TUESDAY_EVENING, TUESDAY_EVENING),
        moments=(moment("2026-12-01 19:00", "2026-12-01 21:00", OccurrenceStatus.CANCELLED),),
    )
    assert found(schedule, "2026-12-01", "2026-12-02") == (planned("2026-12-01 18:00", "2026-12-01 20:00"),)


def test_the_limit_keeps_the_first() -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, weekly=(TUESDAY_EVENING,))
    whole = found(schedule, "2026-12-01", "2027-01-01")
    window = {"since": local("2026-12-01"), "until": local("2027-01-01")}
    assert occurrences(schedule, **window, limit=2) == whole[:2]
    assert occurrences(schedule, **window, limit=0) == ()
    assert occurrences(schedule, **window, limit=-1) == ()


def test_a_moment_that_no_room_is_left_to_convert_keeps_its_clock_face() -> None:
    west = timezone(timedelta(hours=-5))
    last_hour = Moment(start=datetime(9999, 12, 31, 23, tzinfo=west), end=datetime.max.replace(tzinfo=west))
    schedule = listing(last_hour)
    assert next_occurrence(schedule, after=utc("2026-01-01")) == Occurrence(
        start=utc("9999-12-31 23:00"), end=datetime.max.replace(tzinfo=UTC), status=OccurrenceStatus.PLANNED
    )


def test_a_datetime_without_zone_is_read_as_brussels_time() -> None:
    naive = Moment(start=datetime(2026, 7, 1, 19), end=datetime(2026, 7, 1, 21))  # noqa: DTZ001 - that is the point
    assert found(listing(naive), "2026-07-01", "2026-07-02") == (planned("2026-07-01 17:00", "2026-07-01 19:00"),)

from datetime import UTC, date, datetime, time

import pytest

from domain.schedules.model import (
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.occurrences import occurrences
from importers.uitdatabank.calendar import schedule_of

MONDAY_EVENING = {"dayOfWeek": ["monday"], "opens": "19:00", "closes": "21:30"}
MONDAY_EVENING_READ = OpeningHours(days=(Weekday.MONDAY,), opens=time(19), closes=time(21, 30))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc, unused-ignore]  # the zone is not a part


def schedule(**document: object) -> Schedule:
    return schedule_of(document, main="nl")


def a_date(start: str | None, end: str | None, **more: object) -> dict[str, object]:
    return {"startDate": start, "endDate": end, **more}


def test_a_single_date() -> None:
    found = schedule(
        calendarType="single",
        subEvent=[a_date("2026-03-28T19:00:00+01:00", "2026-03-28T21:00:00+01:00")],
        **a_date("2020-01-01T00:00:00+01:00", "2020-01-02T00:00:00+01:00"),
    )

    assert found == Schedule(
        kind=ScheduleKind.SINGLE_DAY, moments=(Moment(start=utc(2026, 3, 28, 18), end=utc(2026, 3, 28, 20)),)
    )


def test_several_dates_each_with_its_own_status() -> None:
    found = schedule(
        calendarType="multiple",
        status={"type": "Available"},
        subEvent=[
            a_date("2026-03-30T17:00:00Z", "2026-03-30T18:00:00Z", status={"type": "Unavailable"}),
            a_date("2026-03-28T17:00:00.123Z", "2026-03-28T18:00:00Z", status="TemporarilyUnavailable"),
            a_date("2026-03-29T17:00:00+00:00", "2026-03-29T18:00:00+00:00"),
        ],
    )

    assert found == Schedule(
        kind=ScheduleKind.SEVERAL_DAYS,
        moments=(
            Moment(
                start=datetime(2026, 3, 28, 17, 0, 0, 123000, tzinfo=UTC),
                end=utc(2026, 3, 28, 18),
                status=OccurrenceStatus.POSTPONED,
            ),
            Moment(start=utc(2026, 3, 29, 17), end=utc(2026, 3, 29, 18)),
            Moment(start=utc(2026, 3, 30, 17), end=utc(2026, 3, 30, 18), status=OccurrenceStatus.CANCELLED),
        ),
    )


def test_the_list_of_dates_is_believed_over_the_name_of_the_calendar() -> None:
    dates = [a_date(f"2026-05-0{day}T10:00:00+02:00", f"2026-05-0{day}T11:00:00+02:00") for day in (1, 2)]

    kinds = {schedule(calendarType=name, subEvent=dates).kind for name in ("single", "periodic", "permanent", None)}
    single = schedule(calendarType="multiple", subEvent=dates[:1])

    assert kinds == {ScheduleKind.SEVERAL_DAYS}
    assert single.kind is ScheduleKind.SINGLE_DAY


def test_dates_that_cannot_be_are_left_out() -> None:
    good = a_date("2026-05-01T10:00:00+02:00", "2026-05-01T11:00:00+02:00")

    found = schedule(
        calendarType="multiple",
        subEvent=[
            a_date("2026-05-02T10:00:00+02:00", None),
            a_date(None, "2026-05-02T10:00:00+02:00"),
            a_date("2026-05-02T10:00:00+02:00", "2026-05-02T09:00:00+02:00"),
            a_date("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
            a_date("morgen", "overmorgen"),
            None,
            good,
            good,
        ],
    )

    assert found.moments == (Moment(start=utc(2026, 5, 1, 8), end=utc(2026, 5, 1, 9)),)


def test_a_single_date_without_a_list_is_read_from_the_document_itself() -> None:
    found = schedule(calendarType="single", status="Unavailable", **a_date("2026-07-01T10:00:00", "2026-07-01T11:00"))

    assert found == Schedule(
        kind=ScheduleKind.SINGLE_DAY,
        moments=(Moment(start=utc(2026, 7, 1, 8), end=utc(2026, 7, 1, 9), status=OccurrenceStatus.CANCELLED),),
    )


def test_of_a_single_date_without_an_end_the_start_is_kept() -> None:
    found = schedule(calendarType="single", startDate="2026-01-01T20:00:00+01:00")

    assert found.moments == (Moment(start=utc(2026, 1, 1, 19), end=utc(2026, 1, 1, 19)),)


def test_no_date_is_invented_between_the_first_and_the_last_of_several() -> None:
    found = schedule(calendarType="multiple", **a_date("2026-03-02T13:30:00+01:00", "2026-03-30T16:30:00+02:00"))

    assert found == Schedule(kind=ScheduleKind.SEVERAL_DAYS, first=date(2026, 3, 2), last=date(2026, 3, 30))


def test_a_first_date_after_the_last_says_nothing() -> None:
    found = schedule(calendarType="multiple", **a_date("2026-03-30T13:30:00+02:00", "2026-03-02T16:30:00+01:00"))

    assert found == Schedule(kind=ScheduleKind.SEVERAL_DAYS)


@pytest.mark.parametrize("calendar_type", ["single", None, "yearly", 5])
def test_an_event_without_any_date_leaves_the_date_open(calendar_type: object) -> None:
    assert schedule(calendarType=calendar_type) == Schedule(kind=ScheduleKind.SINGLE_DAY)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2026-05-01T20:00:00+02:00", "2026-05-02T03:00:00+02:00", ScheduleKind.SINGLE_DAY),
        ("2026-10-24T22:00:00+00:00", "2026-10-25T22:59:59+00:00", ScheduleKind.SINGLE_DAY),
        ("2026-05-01T00:00:00+02:00", "2026-05-01T00:00:00+02:00", ScheduleKind.SINGLE_DAY),
        ("2026-05-01T10:00:00+02:00", "2026-05-03T16:00:00+02:00", ScheduleKind.SEVERAL_DAYS),
    ],
)
def test_a_night_or_the_longest_day_is_one_day(start: str, end: str, kind: ScheduleKind) -> None:
    assert schedule(calendarType="single", **a_date(start, end)).kind is kind


def test_a_period_with_hours_repeats_every_week() -> None:
    found = schedule(
        calendarType="periodic",
        status={"type": "TemporarilyUnavailable"},
        openingHours=[
            MONDAY_EVENING,
            {"dayOfWeek": ["Friday", "friday", "saturday"], "opens": "9:00", "closes": "24:00"},
        ],
        openingHoursClosedDays=[
            {"startDate": "2026-10-26", "endDate": "2026-11-01", "description": {"nl": "Herfstvakantie"}}
        ],
        openingHoursAdjustedDays=[
            {"startDate": "2026-12-21", "endDate": "2026-12-21", "openingHours": [MONDAY_EVENING | {"opens": "20:00"}]}
        ],
        **a_date("2026-08-31T22:00:00+00:00", "2026-12-31T22:59:59+00:00"),
    )

    assert found == Schedule(
        kind=ScheduleKind.WEEKLY,
        first=date(2026, 9, 1),
        last=date(2026, 12, 31),
        weekly=(
            MONDAY_EVENING_READ,
            OpeningHours(days=(Weekday.FRIDAY, Weekday.SATURDAY), opens=time(9), closes=time(0)),
        ),
        exceptions=(
            ScheduleException(first=date(2026, 10, 26), last=date(2026, 11, 1), reason="Herfstvakantie"),
            ScheduleException(
                first=date(2026, 12, 21),
                last=date(2026, 12, 21),
                hours=(OpeningHours(days=(Weekday.MONDAY,), opens=time(20), closes=time(21, 30)),),
            ),
        ),
        status=OccurrenceStatus.POSTPONED,
    )


def test_a_weekly_course_keeps_its_hour_when_the_clock_changes() -> None:
    found = schedule(
        calendarType="periodic",
        openingHours=[MONDAY_EVENING],
        openingHoursClosedDays=[{"startDate": "2026-10-12", "endDate": "2026-10-18"}],
        openingHoursAdjustedDays=[
            # Closed wins on the 12th; on the other dates these hours replace all others.
            {"startDate": "2026-10-12", "endDate": "2026-10-24", "openingHours": [MONDAY_EVENING | {"opens": "18:00"}]}
        ],
        **a_date("2026-10-05T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
    )

    starts = [each.start for each in occurrences(found, since=utc(2026, 1, 1), until=utc(2027, 1, 1))]

    assert starts == [utc(2026, 10, 5, 17), utc(2026, 10, 19, 16), utc(2026, 10, 26, 18)]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"dayOfWeek": [], "opens": "10:00", "closes": "11:00"},
        {"dayOfWeek": ["funday"], "opens": "10:00", "closes": "11:00"},
        {"dayOfWeek": ["monday"], "opens": "25:00", "closes": "11:00"},
        {"dayOfWeek": ["monday"], "opens": "10:61", "closes": "11:00"},
        {"dayOfWeek": ["monday"], "opens": "10u", "closes": "11:00"},
        {"dayOfWeek": ["monday"], "opens": "10:00"},
        None,
        "monday",
    ],
)
def test_hours_that_cannot_be_read_are_left_out(row: object) -> None:
    assert schedule(calendarType="permanent", openingHours=[row, MONDAY_EVENING]).weekly == (MONDAY_EVENING_READ,)


def test_a_period_with_hours_that_cannot_be_read_does_not_go_on_day_and_night() -> None:
    period = a_date("2026-05-01T00:00:00+02:00", "2026-05-31T23:59:59+02:00", openingHours=[{"opens": "?"}])

    assert schedule(calendarType="periodic", **period) == Schedule(
        kind=ScheduleKind.WEEKLY, first=date(2026, 5, 1), last=date(2026, 5, 31)
    )


def test_hours_count_when_the_calendar_has_no_name() -> None:
    assert schedule(openingHours=[MONDAY_EVENING], **a_date("2026-05-01T00:00:00+02:00", None)) == Schedule(
        kind=ScheduleKind.WEEKLY, first=date(2026, 5, 1), weekly=(MONDAY_EVENING_READ,)
    )


def test_hours_that_were_left_behind_do_not_count_next_to_a_date() -> None:
    dates = a_date("2026-05-01T10:00:00+02:00", "2026-05-01T11:00:00+02:00", openingHours=[MONDAY_EVENING])

    assert schedule(calendarType="single", **dates).weekly == ()


def test_closed_dates_that_cannot_be_read_are_left_out() -> None:
    found = schedule(
        calendarType="permanent",
        openingHours=[MONDAY_EVENING],
        openingHoursClosedDays=[a_date("2026-05-02", "2026-05-01"), a_date("2026-05-01", None), {}, "zomer"],
    )

    assert found.exceptions == ()


def test_other_hours_that_cannot_be_read_close_the_dates() -> None:
    found = schedule(
        calendarType="permanent",
        openingHours=[MONDAY_EVENING],
        openingHoursAdjustedDays=[a_date("2026-05-04", "2026-05-04", openingHours=[{"opens": "?"}])],
    )

    assert found.exceptions == (ScheduleException(first=date(2026, 5, 4), last=date(2026, 5, 4)),)


def test_weekly_hours_in_a_period_that_ends_before_it_starts_never_take_place() -> None:
    found = schedule(
        calendarType="periodic", openingHours=[MONDAY_EVENING], **a_date("2026-06-01T00:00:00Z", "2026-05-01T00:00:00Z")
    )

    assert found == Schedule(kind=ScheduleKind.WEEKLY)


@pytest.mark.parametrize(
    ("end", "read"),
    [
        ("2026-06-30T00:00:00+02:00", (2026, 6, 30, 21, 59, 59)),
        ("2026-06-30T23:59:59+02:00", (2026, 6, 30, 21, 59, 59)),
        ("2026-06-30T17:00:00+02:00", (2026, 6, 30, 15)),
    ],
)
def test_a_period_without_hours_is_one_long_moment_to_the_end_of_its_last_date(end: str, read: tuple[int, ...]) -> None:
    found = schedule(calendarType="periodic", status="Unavailable", **a_date("2026-01-01T00:00:00+01:00", end))

    assert found == Schedule(
        kind=ScheduleKind.SEVERAL_DAYS,
        moments=(Moment(start=utc(2025, 12, 31, 23), end=utc(*read), status=OccurrenceStatus.CANCELLED),),
    )


def test_a_period_without_an_end_leaves_the_dates_open() -> None:
    found = schedule(calendarType="periodic", startDate="2026-01-01T00:00:00+01:00")

    assert found == Schedule(kind=ScheduleKind.SEVERAL_DAYS)


def test_what_is_always_there_is_flexible_with_hours_or_without() -> None:
    assert schedule(calendarType="permanent", status={"type": "Unavailable"}) == Schedule(
        kind=ScheduleKind.FLEXIBLE, status=OccurrenceStatus.CANCELLED
    )
    assert schedule(calendarType="permanent", openingHours=[MONDAY_EVENING]) == Schedule(
        kind=ScheduleKind.FLEXIBLE, weekly=(MONDAY_EVENING_READ,)
    )


def test_a_date_without_a_status_follows_the_event() -> None:
    found = schedule(
        calendarType="multiple",
        status={"type": "Unavailable"},
        subEvent=[a_date("2026-05-01T10:00:00+02:00", "2026-05-01T11:00:00+02:00", status={"type": "?"})],
    )

    assert [moment.status for moment in found.moments] == [OccurrenceStatus.CANCELLED]

"""What holds for every schedule, whatever an organiser or a source fills in."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
from domain.schedules.occurrences import bounds, is_over, next_occurrence, occurrences
from domain.schedules.summary import summary

# Many dates under coverage on a busy machine take longer than an example is given.
UNHURRIED = settings(deadline=None)

# A season with both clock changes, small enough that windows, periods and exceptions often meet.
SEASON_START, SEASON_END = date(2026, 9, 1), date(2027, 5, 31)
NEAR_DATES = st.dates(SEASON_START, SEASON_END)
NEAR_INSTANTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 5, 31), timezones=st.just(UTC))  # noqa: DTZ001
NIGHTS_OF_CHANGE = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]), fold=st.integers(0, 1))
NIGHT_TIMES = st.builds(time, st.integers(1, 3), st.sampled_from([0, 15, 30, 59]), fold=st.integers(0, 1))
STATUSES = st.sampled_from(OccurrenceStatus)
HOURS = st.builds(
    OpeningHours,
    days=st.lists(st.sampled_from(Weekday), max_size=7).map(tuple),
    opens=TIMES,
    closes=TIMES,
)


def exceptions(dates: st.SearchStrategy[date]) -> st.SearchStrategy[ScheduleException]:
    hours = st.one_of(st.just(()), st.lists(HOURS, max_size=2).map(tuple))
    return st.builds(
        ScheduleException, first=dates, last=dates, reason=st.none(), hours=hours, status=st.none() | STATUSES
    )


def schedules(dates: st.SearchStrategy[date], instants: st.SearchStrategy[datetime]) -> st.SearchStrategy[Schedule]:
    return st.builds(
        Schedule,
        kind=st.sampled_from(ScheduleKind),
        first=st.none() | dates,
        last=st.none() | dates,
        moments=st.lists(st.builds(Moment, start=instants, end=instants, status=STATUSES), max_size=8).map(tuple),
        weekly=st.lists(HOURS, max_size=3).map(tuple),
        exceptions=st.lists(exceptions(dates), max_size=6).map(tuple),
        status=STATUSES,
    )


NEAR_SCHEDULES = schedules(NEAR_DATES, NEAR_INSTANTS)
ANY_INSTANTS = st.datetimes(timezones=st.none() | st.just(UTC) | st.just(BRUSSELS) | st.timezones())
ANY_SCHEDULES = schedules(st.dates(), ANY_INSTANTS)


def local_day(occurrence: Occurrence) -> date:
    return occurrence.start.astimezone(BRUSSELS).date()


def all_of(schedule: Schedule, since: datetime, until: datetime) -> tuple[Occurrence, ...]:
    return occurrences(schedule, since=since, until=until, limit=100_000)


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS, NEAR_INSTANTS)
def test_every_occurrence_overlaps_the_window_once_and_in_order(
    schedule: Schedule, since: datetime, until: datetime
) -> None:
    result = all_of(schedule, since, until)
    assert all(each.start <= each.end and each.start < until for each in result)
    assert all(each.end > since or each.start == each.end == since for each in result)
    assert all((one.start, one.end) < (other.start, other.end) for one, other in pairwise(result))


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS, NEAR_INSTANTS, NEAR_INSTANTS)
def test_a_window_split_in_two_loses_and_invents_nothing(
    schedule: Schedule, one: datetime, other: datetime, third: datetime
) -> None:
    since, middle, until = sorted((one, other, third))
    parts = (*all_of(schedule, since, middle), *all_of(schedule, middle, until))
    assert set(parts) == set(all_of(schedule, since, until))
    # Only what is going on in the middle belongs to both parts.
    assert all(each.start < middle < each.end for each in set(parts) if parts.count(each) > 1)


@UNHURRIED
@given(HOURS, st.none() | NEAR_DATES, st.none() | NEAR_DATES, NEAR_INSTANTS, st.timedeltas(timedelta(0)))
def test_every_weekly_occurrence_is_on_its_weekday_and_in_its_period(
    hours: OpeningHours, first: date | None, last: date | None, since: datetime, length: timedelta
) -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, first=first, last=last, weekly=(hours,))
    days = [local_day(each) for each in all_of(schedule, since, since + min(length, timedelta(days=300)))]
    assert all(Weekday.of(day) in hours.days for day in days)
    assert all((first or day) <= day <= (last or day) for day in days)
    assert len(set(days)) == len(days)


@UNHURRIED
@given(HOURS, st.none() | NEAR_DATES, st.none() | NEAR_DATES)
def test_every_matching_date_has_its_occurrence(hours: OpeningHours, first: date | None, last: date | None) -> None:
    schedule = Schedule(kind=ScheduleKind.WEEKLY, first=first, last=last, weekly=(hours,))
    season = [SEASON_START + timedelta(days=offset) for offset in range((SEASON_END - SEASON_START).days)]
    matching = [day for day in season if Weekday.of(day) in hours.days and (first or day) <= day <= (last or day)]
    since = datetime.combine(SEASON_START, time.min, tzinfo=BRUSSELS)
    until = datetime.combine(SEASON_END, time.min, tzinfo=BRUSSELS)
    days = [local_day(each) for each in all_of(schedule, since, until)]
    # The night before the season can run into it.
    assert [day for day in days if day >= SEASON_START] == matching


@UNHURRIED
@given(NIGHTS_OF_CHANGE, NIGHT_TIMES, NIGHT_TIMES)
def test_a_slot_on_a_night_of_change_happens_exactly_once(night: date, opens: time, closes: time) -> None:
    hours = OpeningHours(days=(Weekday.SUNDAY,), opens=opens, closes=closes)
    schedule = Schedule(kind=ScheduleKind.WEEKLY, first=night, last=night, weekly=(hours,))
    noon = datetime.combine(night, time(12), tzinfo=UTC)
    (only,) = all_of(schedule, noon - timedelta(days=3), noon + timedelta(days=3))
    assert timedelta(0) <= only.end - only.start <= timedelta(hours=25)


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS, NEAR_INSTANTS)
def test_nothing_weekly_starts_on_a_closed_date(schedule: Schedule, since: datetime, until: datetime) -> None:
    repeating = Schedule(
        kind=schedule.kind,
        first=schedule.first,
        last=schedule.last,
        weekly=schedule.weekly,
        exceptions=schedule.exceptions,
    )
    days = {local_day(each) for each in all_of(repeating, since, until)}
    closed = [each for each in schedule.exceptions if each.closed]
    assert not [(day, each) for day in days for each in closed if each.first <= day <= each.last]


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS, NEAR_INSTANTS)
def test_every_occurrence_lies_within_the_bounds(schedule: Schedule, since: datetime, until: datetime) -> None:
    start, end = bounds(schedule)
    result = all_of(schedule, since, until)
    assert all(start is None or start <= each.start for each in result)
    assert all(end is None or each.end <= end for each in result)


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS)
def test_what_is_over_has_nothing_next_and_what_has_a_next_is_not_over(schedule: Schedule, at: datetime) -> None:
    upcoming = next_occurrence(schedule, after=at)
    assert upcoming is None or not is_over(schedule, at=at)
    if is_over(schedule, at=at):
        assert not [each for each in all_of(schedule, at, at + timedelta(days=1000)) if each.end > at]


@UNHURRIED
@given(NEAR_SCHEDULES, NEAR_INSTANTS)
def test_next_is_the_first_in_a_window_from_then_that_is_not_cancelled(schedule: Schedule, after: datetime) -> None:
    # A date without hours stays next after its start, when the window no longer holds it.
    assume(all(moment.start != moment.end for moment in schedule.moments))
    window = all_of(schedule, after, after + timedelta(days=350))
    going_ahead = [each for each in window if each.status is not OccurrenceStatus.CANCELLED]
    assert not going_ahead or next_occurrence(schedule, after=after) == going_ahead[0]


@UNHURRIED
@given(ANY_SCHEDULES)
def test_every_schedule_has_a_summary(schedule: Schedule) -> None:
    text = summary(schedule)
    assert text
    assert text == text.strip()
    assert "  " not in text


@UNHURRIED
@given(ANY_SCHEDULES, ANY_INSTANTS, ANY_INSTANTS)
def test_no_schedule_and_no_window_is_an_error(schedule: Schedule, since: datetime, until: datetime) -> None:
    result = occurrences(schedule, since=since, until=until, limit=10)
    assert all(each.start.tzinfo is UTC and each.end.tzinfo is UTC for each in result)
    bounds(schedule)
    next_occurrence(schedule, after=since)
    is_over(schedule, at=until)

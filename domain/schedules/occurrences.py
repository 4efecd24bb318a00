"""When an activity really takes place: a schedule worked out into instants."""

from datetime import date, datetime
from itertools import chain

from domain.schedules.local_time import add_days, as_local, as_utc, start_of
from domain.schedules.model import Occurrence, OccurrenceStatus, Schedule
from domain.schedules.moments import has_ended, in_order, listed, unique_in_order
from domain.schedules.weekly_hours import MOST_DAYS, days_of, repeated, repeats

LOOKAHEAD_DAYS = 400
"""How far ahead the next occurrence of weekly hours is looked for: over a year, so that yearly ones are found."""

WINDOW_DAYS = 92
"""Days looked ahead when nobody names an end."""
MOST_BETWEEN_DAYS = 366


def occurrences(schedule: Schedule, *, since: datetime, until: datetime, limit: int = 1000) -> tuple[Occurrence, ...]:
    """Return what overlaps [since, until), by start and end, at most `limit`, in UTC, whatever its status.

    What lasts no time counts when its start lies in the window. Weekly hours are followed for at most five years
    (`MOST_DAYS`) from `since`, or from the schedule's first date when that is later; listed dates at any distance.
    """
    since, until = as_utc(since), as_utc(until)
    if until <= since:
        return ()
    # A slot of the evening before can run past midnight into the window, never one of an earlier date.
    days = days_of(schedule, since=add_days(as_local(since).date(), -1), until=as_local(until).date())
    found = chain(listed(schedule), repeated(schedule, days[:MOST_DAYS]))
    inside = (each for each in found if each.start < until and (each.end > since or each.start >= since))
    return unique_in_order(inside)[: max(limit, 0)]


def occurrences_between_days(
    schedule: Schedule, *, first: date | None, last: date | None, now: datetime
) -> tuple[Occurrence, ...]:
    """Return what takes place between two days, both included, at most `MOST_BETWEEN_DAYS`.

    Without `first` from today, without `last` for `WINDOW_DAYS` after the first.
    """
    first = first or as_local(now).date()
    last = last or add_days(first, WINDOW_DAYS)
    return occurrences(schedule, since=start_of(first), until=start_of(add_days(last, 1)), limit=MOST_BETWEEN_DAYS)


def next_occurrence(schedule: Schedule, *, after: datetime) -> Occurrence | None:
    """Return the first occurrence that has not ended and is not cancelled.

    Weekly hours are looked for in the next 400 days (`LOOKAHEAD_DAYS`), listed dates at any distance. A listed date
    without hours has not ended until its date is over.
    """
    after = as_utc(after)
    today = as_local(after).date()
    days = days_of(schedule, since=add_days(today, -1), until=add_days(today, LOOKAHEAD_DAYS))

    def can_be_attended(occurrence: Occurrence) -> bool:
        return occurrence.status is not OccurrenceStatus.CANCELLED and not has_ended(occurrence, at=after)

    first_listed = next(filter(can_be_attended, listed(schedule)), None)
    first_repeated = next(filter(can_be_attended, repeated(schedule, days)), None)
    return min((each for each in (first_listed, first_repeated) if each), key=in_order, default=None)


def bounds(schedule: Schedule) -> tuple[datetime | None, datetime | None]:
    """Return the start of the first and the end of the last occurrence, None on a side that is open.

    For weekly hours these are the outermost slots within `first` and `last`. A period that holds no slot (or none
    within five years of its end) is bounded by the local midnights around it; so is one without any hours.
    """
    moments = listed(schedule)
    starts, ends = [each.start for each in moments], [each.end for each in moments]
    if moments and not repeats(schedule):
        return min(starts), max(ends)
    start, end = _first_start(schedule), _last_end(schedule)
    return (
        None if start is None else min([start, *starts]),
        None if end is None else max([end, *ends]),
    )


def is_over(schedule: Schedule, *, at: datetime) -> bool:
    """Whether nothing can take place any more.

    Cancelled dates count like others, so that people can still read that they are cancelled. Weekly hours without
    `last` never end, and those with more than five years to go (`MOST_DAYS`) are not searched for one that is open.
    Without any date or hours, whatever the kind, only `last` tells: no date yet is not over.
    """
    at = as_utc(at)
    moments = listed(schedule)
    if any(not has_ended(each, at=at) for each in moments):
        return False
    if not repeats(schedule):
        return bool(moments) or (schedule.last is not None and start_of(add_days(schedule.last, 1)) <= at)
    if schedule.last is None:
        return False
    days = days_of(schedule, since=add_days(as_local(at).date(), -1))
    return len(days) <= MOST_DAYS and all(has_ended(each, at=at) for each in repeated(schedule, days))


def _first_start(schedule: Schedule) -> datetime | None:
    if schedule.first is None:
        return None
    slot = next(repeated(schedule, days_of(schedule)[:MOST_DAYS]), None)
    return slot.start if slot else start_of(schedule.first)


def _last_end(schedule: Schedule) -> datetime | None:
    if schedule.last is None:
        return None
    days = days_of(schedule)[::-1][:MOST_DAYS]
    last_slot = next(repeated(schedule, days), None)
    if last_slot is None:
        return start_of(add_days(schedule.last, 1))
    day = as_local(last_slot.start).toordinal()
    # A night that began the day before can end later than the hours of the last date itself.
    return max(each.end for each in repeated(schedule, (each for each in (day - 1, day) if each in days)))

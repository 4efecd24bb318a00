"""Hours that repeat every week, laid out over the calendar date by date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.schedules.local_time import add_days, at_local_time
from domain.schedules.model import Occurrence, OccurrenceStatus, OpeningHours, Schedule, ScheduleException, Weekday
from domain.schedules.moments import certainty, unique_in_order

MOST_DAYS = 5 * 366
"""Most dates that one question walks over, so that nobody can ask for an endless loop."""


def repeats(schedule: Schedule) -> bool:
    """Whether a schedule has hours on any weekday at all, normal or deviating."""
    deviating = (hours for exception in schedule.exceptions for hours in exception.hours)
    return any(hours.days for hours in (*schedule.weekly, *deviating))


def days_of(schedule: Schedule, *, since: date = date.min, until: date = date.max) -> range:
    """Return the ordinals of the dates in the schedule's period between two dates, both included.

    The walk over them is the caller's to cut off at `MOST_DAYS`.
    """
    if not repeats(schedule):
        return range(0)
    first = max(since, schedule.first or date.min)
    last = min(until, schedule.last or date.max)
    return range(first.toordinal(), last.toordinal() + 1)


def repeated(schedule: Schedule, days: Iterable[int]) -> Iterator[Occurrence]:
    """Give the occurrences on the dates with these ordinals, date by date, and in order within each date."""
    for ordinal in days:
        yield from on_date(schedule, date.fromordinal(ordinal))


def on_date(schedule: Schedule, day: date) -> tuple[Occurrence, ...]:
    """Return the occurrences that start on one local date, whether or not it lies in the schedule's period."""
    weekday = Weekday.of(day)
    exceptions = [exception for exception in schedule.exceptions if exception.first <= day <= exception.last]
    status = _status_on(schedule, exceptions)
    return unique_in_order(
        _occurrence(status, day, hours) for hours in _hours_on(schedule, exceptions) if weekday in hours.days
    )


def _hours_on(schedule: Schedule, exceptions: Sequence[ScheduleException]) -> tuple[OpeningHours, ...]:
    if any(exception.closed for exception in exceptions):
        return ()
    deviating = tuple(hours for exception in exceptions for hours in exception.hours)
    return deviating or schedule.weekly


def _status_on(schedule: Schedule, exceptions: Sequence[ScheduleException]) -> OccurrenceStatus:
    given = [exception.status for exception in exceptions if exception.status is not None]
    return max(given, key=certainty) if given else schedule.status


def _occurrence(status: OccurrenceStatus, day: date, hours: OpeningHours) -> Occurrence:
    opens, closes = hours.opens.replace(tzinfo=None), hours.closes.replace(tzinfo=None)
    start = at_local_time(day, opens)
    end = at_local_time(day if closes > opens else add_days(day, 1), closes)
    # 02:30 to 03:00 on the night that skips from 02:00 to 03:00 would end before it starts.
    return Occurrence(start=start, end=max(start, end), status=status)

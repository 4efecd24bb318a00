"""The dates that a schedule lists one by one, checked and in order."""

from collections.abc import Iterable
from datetime import datetime, time

from domain.schedules.local_time import add_days, as_local, as_utc, start_of
from domain.schedules.model import Occurrence, OccurrenceStatus, Schedule

# What goes ahead according to one source goes ahead: the same order in which UiTdatabank derives an overall status.
_PREFERENCE = {
    status: rank
    for rank, status in enumerate((OccurrenceStatus.PLANNED, OccurrenceStatus.POSTPONED, OccurrenceStatus.CANCELLED))
}


def certainty(status: OccurrenceStatus) -> int:
    """Sort statuses from what goes ahead to what does not."""
    return _PREFERENCE[status]


def in_order(occurrence: Occurrence) -> tuple[datetime, datetime, int]:
    """Sort by start, end, and of identical ones the most certain first."""
    return occurrence.start, occurrence.end, _PREFERENCE[occurrence.status]


def unique_in_order(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Sort occurrences and keep one of those with the same start and end."""
    unique: dict[tuple[datetime, datetime], Occurrence] = {}
    for occurrence in sorted(occurrences, key=in_order):
        unique.setdefault((occurrence.start, occurrence.end), occurrence)
    return tuple(unique.values())


def listed(schedule: Schedule) -> tuple[Occurrence, ...]:
    """Return the listed dates of a schedule; what ends before it starts is broken input and left out."""
    # Converted before they are compared: two datetimes in one zone compare by clock face, which is wrong in the hour
    # that autumn has twice.
    found = (
        Occurrence(start=as_utc(moment.start), end=as_utc(moment.end), status=moment.status)
        for moment in schedule.moments
    )
    return unique_in_order(occurrence for occurrence in found if occurrence.start <= occurrence.end)


def lacks_hours(occurrence: Occurrence) -> bool:
    """Whether only the date is known: it starts and ends at the same local midnight."""
    return occurrence.start == occurrence.end and as_local(occurrence.start).time() == time.min


def lasts_until(occurrence: Occurrence) -> datetime:
    """Return when an occurrence is behind us; one of which only the date is known lasts until that date is over."""
    if lacks_hours(occurrence):
        return start_of(add_days(as_local(occurrence.start).date(), 1))
    return occurrence.end


def has_ended(occurrence: Occurrence, *, at: datetime) -> bool:
    """Whether an occurrence is behind us."""
    return lasts_until(occurrence) <= at and occurrence.start < at

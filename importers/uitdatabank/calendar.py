"""The four kinds of calendar, told as a schedule: dates one by one, weekly hours, or whenever it suits."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from domain.schedules.local_time import as_local, at_local_time
from domain.schedules.model import Moment, OccurrenceStatus, Schedule, ScheduleKind
from importers.uitdatabank.instants import instant, local_date
from importers.uitdatabank.opening_hours import exceptions, opening_hours
from importers.uitdatabank.shapes import line, record, records

_STATUSES = {
    "available": OccurrenceStatus.PLANNED,
    "temporarilyunavailable": OccurrenceStatus.POSTPONED,
    "unavailable": OccurrenceStatus.CANCELLED,
}
_DATED = {"single", "multiple"}
_REPEATING = {"periodic", "permanent"}
_LAST_SECOND = time(23, 59, 59)


def schedule_of(document: Mapping[str, object], *, main: str) -> Schedule:
    """Return when an event takes place; dates that cannot be read are left out, for a moderator to fill in."""
    calendar_type = line(document.get("calendarType")).lower()
    status = _status(document.get("status"), otherwise=OccurrenceStatus.PLANNED)
    if _repeats(document, calendar_type):
        kind = ScheduleKind.FLEXIBLE if calendar_type == "permanent" else ScheduleKind.WEEKLY
        return _repeating(document, kind, status, main)
    # The list of dates is right more often than the name of the calendar.
    moments = sorted({*_listed(document, status)})
    match calendar_type:
        case _ if moments:
            return _dates(*moments)
        case "permanent":
            return Schedule(kind=ScheduleKind.FLEXIBLE, status=status)
        case "periodic":
            return _period(document, status)
        case "multiple":
            # The first start and the last end do not tell which dates lie between.
            first, last = _local_dates(document) or (None, None)
            return Schedule(kind=ScheduleKind.SEVERAL_DAYS, first=first, last=last)
        case _:
            return _single(document, status)


def _status(value: object, *, otherwise: OccurrenceStatus) -> OccurrenceStatus:
    # Old documents have the bare word.
    return _STATUSES.get(line(record(value).get("type", value)).lower(), otherwise)


def _repeats(document: Mapping[str, object], calendar_type: str) -> bool:
    if calendar_type in _REPEATING:
        # Hours that cannot be read are hours all the same: it does not go on day and night.
        return bool(records(document.get("openingHours")) or records(document.get("openingHoursAdjustedDays")))
    return calendar_type not in _DATED and bool(opening_hours(document.get("openingHours")))


def _repeating(document: Mapping[str, object], kind: ScheduleKind, status: OccurrenceStatus, main: str) -> Schedule:
    period = _local_dates(document) if kind is ScheduleKind.WEEKLY else (None, None)
    if period is None:
        # Without its dates the course would seem to go on for ever, so it loses its hours as well.
        return Schedule(kind=kind, status=status)
    first, last = period
    return Schedule(
        kind=kind,
        first=first,
        last=last,
        weekly=opening_hours(document.get("openingHours")),
        exceptions=exceptions(document, main=main),
        status=status,
    )


def _listed(document: Mapping[str, object], status: OccurrenceStatus) -> Iterator[Moment]:
    for dates in records(document.get("subEvent")):
        start, end = _start_and_end(dates)
        if start and end and start <= end:
            # The overall status is only bad when that of every date is, so it speaks for a date that has none.
            yield Moment(start=start, end=end, status=_status(dates.get("status"), otherwise=status))


def _dates(*moments: Moment) -> Schedule:
    on_one_day = len(moments) == 1 and _lasts_a_day_at_most(moments[0])
    return Schedule(kind=ScheduleKind.SINGLE_DAY if on_one_day else ScheduleKind.SEVERAL_DAYS, moments=moments)


def _lasts_a_day_at_most(moment: Moment) -> bool:
    # By the clock on the wall: the day on which summer time ends has 25 hours. A night out is one day too.
    start, end = (as_local(each).replace(tzinfo=None) for each in (moment.start, moment.end))
    return end - start <= timedelta(days=1)


def _period(document: Mapping[str, object], status: OccurrenceStatus) -> Schedule:
    start, end = _start_and_end(document)
    if not (start and end and start <= end):
        return Schedule(kind=ScheduleKind.SEVERAL_DAYS)
    # Periods were long entered as dates: a midnight at the end is the date that is still part of it.
    if as_local(end).time() == time.min:
        end = at_local_time(as_local(end).date(), _LAST_SECOND)
    return Schedule(kind=ScheduleKind.SEVERAL_DAYS, moments=(Moment(start=start, end=end, status=status),))


def _single(document: Mapping[str, object], status: OccurrenceStatus) -> Schedule:
    start, end = _start_and_end(document)
    # The oldest documents have only the start; that much is known, and nothing else in the document says it.
    end = end or start
    if not (start and end and start <= end):
        return Schedule(kind=ScheduleKind.SINGLE_DAY)
    return _dates(Moment(start=start, end=end, status=status))


def _start_and_end(dates: Mapping[str, object]) -> tuple[datetime | None, datetime | None]:
    return instant(dates.get("startDate")), instant(dates.get("endDate"))


def _local_dates(document: Mapping[str, object]) -> tuple[date | None, date | None] | None:
    """Return the first and the last date, or None when they are the wrong way round."""
    first, last = local_date(document.get("startDate")), local_date(document.get("endDate"))
    return None if first and last and last < first else (first, last)

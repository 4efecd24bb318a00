"""Hours that repeat every week, and the dates on which they do not hold."""

from collections.abc import Iterator, Mapping

from domain.schedules.model import OpeningHours, ScheduleException, Weekday
from importers.uitdatabank.instants import clock, local_date
from importers.uitdatabank.shapes import entries, line, records
from importers.uitdatabank.translated import label

_WEEKDAYS = {day.value.lower(): day for day in Weekday}


def opening_hours(value: object) -> tuple[OpeningHours, ...]:
    """Return the rows that can be read."""
    return tuple(hours for row in records(value) if (hours := _row(row)))


def exceptions(document: Mapping[str, object], *, main: str) -> tuple[ScheduleException, ...]:
    """Return closed dates and dates with other hours, in the order of the document."""
    closed = _ranges(document, "openingHoursClosedDays", main=main, deviating=False)
    # Other hours of which no row can be read leave the dates closed: better than hours that do not hold.
    adjusted = _ranges(document, "openingHoursAdjustedDays", main=main, deviating=True)
    return (*closed, *adjusted)


def _row(row: Mapping[str, object]) -> OpeningHours | None:
    opens, closes = clock(row.get("opens")), clock(row.get("closes"))
    days = tuple(dict.fromkeys(day for name in entries(row.get("dayOfWeek")) if (day := _weekday(name))))
    return OpeningHours(days=days, opens=opens, closes=closes) if days and opens and closes else None


def _weekday(value: object) -> Weekday | None:
    return _WEEKDAYS.get(line(value).lower())


def _ranges(document: Mapping[str, object], field: str, *, main: str, deviating: bool) -> Iterator[ScheduleException]:
    for dates in records(document.get(field)):
        first, last = local_date(dates.get("startDate")), local_date(dates.get("endDate"))
        if first and last and first <= last:
            yield ScheduleException(
                first=first,
                last=last,
                reason=label(dates.get("description"), main=main),
                hours=opening_hours(dates.get("openingHours")) if deviating else (),
            )

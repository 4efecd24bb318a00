"""Dates and times as documents write them: mixed offsets, none at all, one digit for the hour."""

import re
from datetime import date, datetime, time

from domain.schedules.local_time import as_local, as_utc
from importers.uitdatabank.shapes import line

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Outside these years a date is a slip of the keyboard; within them arithmetic never runs off the calendar."""

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_MIDNIGHT_AT_THE_END = (24, 0)


def instant(value: object) -> datetime | None:
    """Return an ISO 8601 date and time in UTC; without an offset it is Brussels time."""
    try:
        moment = datetime.fromisoformat(line(value))
    except ValueError:
        return None
    return as_utc(moment) if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def local_date(value: object) -> date | None:
    """Return the date in Brussels; taking the first ten characters would give the day before."""
    moment = instant(value)
    return as_local(moment).date() if moment else None


def clock(value: object) -> time | None:
    """Return a time of day; "24:00" is the midnight that ends a day."""
    found = _CLOCK.fullmatch(line(value))
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2])
    if (hour, minute) == _MIDNIGHT_AT_THE_END:
        return time.min
    try:
        return time(hour, minute)
    except ValueError:
        return None

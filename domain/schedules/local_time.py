"""Between instants in UTC and wall-clock time in Brussels, without ever running off the calendar."""

from datetime import UTC, date, datetime, time

from domain.schedules.model import BRUSSELS


def as_utc(moment: datetime) -> datetime:
    """Return the instant in UTC; a datetime without a zone is read as Brussels time, whatever the machine's zone."""
    aware = moment.replace(tzinfo=BRUSSELS) if moment.tzinfo is None else moment
    try:
        return aware.astimezone(UTC)
    except OverflowError:  # in the first and last hours of the calendar there is no room to shift
        return aware.replace(tzinfo=UTC)


def as_local(instant: datetime) -> datetime:
    """Return the instant as clocks in Brussels show it."""
    utc = as_utc(instant)
    try:
        return utc.astimezone(BRUSSELS)
    except OverflowError:
        return utc.replace(tzinfo=BRUSSELS)


def day_of(instant: datetime) -> date:
    """Return the day that calendars in Brussels show."""
    return as_local(instant).date()


def at_local_time(day: date, clock: time) -> datetime:
    """Return the instant at which clocks in Brussels show this date and time.

    A time that the clock skips in spring is read with the offset before the change (02:30 becomes 03:30), one that it
    shows twice in autumn is the first of the two.
    """
    return as_utc(datetime.combine(day, clock.replace(fold=0), tzinfo=BRUSSELS))


def start_of(day: date) -> datetime:
    """Return the instant at which a local date begins."""
    return at_local_time(day, time.min)


def add_days(day: date, days: int) -> date:
    """Return the date so many days later, or the outermost date that exists."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))

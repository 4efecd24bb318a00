"""A schedule as other calendars can say it: series that repeat every week, and dates one by one.

A series says the same as `occurrences` on every date that it does not leave out. What a weekly rule cannot say is left
out of it and given as a date of its own: deviating hours, and hours that a clock change makes longer, shorter or
impossible.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain

from domain.schedules.local_time import add_days, as_local, start_of
from domain.schedules.model import BRUSSELS, Occurrence, OccurrenceStatus, OpeningHours, Schedule, Weekday
from domain.schedules.moments import listed, unique_in_order
from domain.schedules.weekly_hours import on_date, repeats

MOST_DATES = 1000
"""Dates given one by one; those furthest away go first."""

YEARS_AHEAD = 5
"""Up to the end of this many years from now clock changes and exceptions are worked out.

A series without end goes on after that, with the hours of its rule. One with exceptions that reach further ends there.
"""

YEARS_BACK = 1
"""Dates that were over before the start of so many years ago are left out."""

LOOK_BACK_DAYS = 366
"""A series begins at most this long before the activity was made, whatever the first date of its schedule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Hours on weekdays, every week; `closes` at or before `opens` means past midnight.

    It takes place on `first`, and ends with `last` (None: never). On the dates in `left_out`, which are all on its
    weekdays, it does not take place.
    """

    days: tuple[Weekday, ...]
    opens: time
    closes: time
    first: date
    last: date | None
    left_out: tuple[date, ...]
    status: OccurrenceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """All that a schedule gives, each occurrence once."""

    series: tuple[Series, ...]
    dates: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    first: date
    last: date | None
    worked_out_until: date

    def days(self, first: date, last: date) -> range:
        """Return the ordinals of the dates between two that are worked out, both included."""
        until = min(last, self.last or date.max, self.worked_out_until)
        return range(max(first, self.first).toordinal(), until.toordinal() + 1)

    def includes(self, day: date) -> bool:
        return self.first <= day <= (self.last or date.max)


def timetable(schedule: Schedule, *, made_on: date, year: int) -> Timetable:
    """Return what a schedule gives, as it is told in a year.

    A schedule without a first date begins on the day on which its activity was made, so that it reads the same on every
    day.
    """
    # Calendars know no parts of seconds.
    moments = unique_in_order(
        replace(each, start=each.start.replace(microsecond=0), end=each.end.replace(microsecond=0))
        for each in listed(schedule)
    )
    if not repeats(schedule):
        return Timetable(series=(), dates=_told(moments, year))
    period = _period(schedule, made_on, year)
    apart = frozenset(_days_apart(schedule, period, moments))
    repeated = chain.from_iterable(on_date(schedule, date.fromordinal(day)) for day in sorted(apart))
    return Timetable(
        series=tuple(_series(schedule, period, apart)), dates=_told(unique_in_order(chain(moments, repeated)), year)
    )


def _told(dates: Iterable[Occurrence], year: int) -> tuple[Occurrence, ...]:
    since = start_of(date(max(year - YEARS_BACK, date.min.year), 1, 1))
    return tuple(each for each in dates if each.end >= since)[:MOST_DATES]


def _period(schedule: Schedule, made_on: date, year: int) -> _Period:
    first = max(schedule.first or made_on, add_days(made_on, -LOOK_BACK_DAYS))
    horizon = max(date(min(year + YEARS_AHEAD, date.max.year), 12, 31), add_days(first, LOOK_BACK_DAYS))
    last = schedule.last
    if any(each.last > horizon for each in schedule.exceptions):
        last = min(last or horizon, horizon)
    return _Period(first=first, last=last, worked_out_until=horizon)


def _days_apart(schedule: Schedule, period: _Period, moments: Iterable[Occurrence]) -> Iterator[int]:
    """Give the ordinals of the dates that no series can speak for."""
    for exception in schedule.exceptions:
        yield from period.days(exception.first, exception.last)
    whole = period.days(date.min, date.max)
    for year in range(period.first.year, period.worked_out_until.year + 1):
        for change in _clock_changes(year):
            # Hours of the evening before can run into it.
            for day in (change - 1, change):
                if day in whole and not all(_keep_their_length(day, hours) for hours in schedule.weekly):
                    yield day
    for moment in moments:
        # A date that is listed too is given once.
        day_of_moment = as_local(moment.start).date()
        same = (moment.start, moment.end)
        if period.includes(day_of_moment) and same in ((o.start, o.end) for o in on_date(schedule, day_of_moment)):
            yield day_of_moment.toordinal()


def _series(schedule: Schedule, period: _Period, apart: frozenset[int]) -> Iterator[Series]:
    days_of: dict[tuple[time, time], set[Weekday]] = {}
    for hours in schedule.weekly:
        # Lines with the same hours are one series, or dates that both name would be given twice.
        days_of.setdefault((_clock_face(hours.opens), _clock_face(hours.closes)), set()).update(hours.days)
    for (opens, closes), days in sorted(days_of.items()):
        first = _first_day(days, period, apart)
        if first is not None:
            yield Series(
                days=tuple(day for day in Weekday if day in days),
                opens=opens,
                closes=closes,
                first=first,
                last=period.last,
                left_out=tuple(
                    day
                    for day in map(date.fromordinal, sorted(apart))
                    if Weekday.of(day) in days and first < day and period.includes(day)
                ),
                status=schedule.status,
            )


def _first_day(days: set[Weekday], period: _Period, apart: frozenset[int]) -> date | None:
    if not days:
        return None
    every = map(date.fromordinal, range(period.first.toordinal(), (period.last or date.max).toordinal() + 1))
    return next((day for day in every if Weekday.of(day) in days and day.toordinal() not in apart), None)


def _clock_face(at: time) -> time:
    return at.replace(tzinfo=None, fold=0)


def _keep_their_length(ordinal: int, hours: OpeningHours) -> bool:
    """Whether hours last as long on a date as on any other: no clock change during them, at their start or end."""
    day = date.fromordinal(ordinal)
    if Weekday.of(day) not in hours.days:
        return True
    opens, closes = _clock_face(hours.opens), _clock_face(hours.closes)
    ends = datetime.combine(day if closes > opens else add_days(day, 1), closes)
    faces = (datetime.combine(day, opens), ends)
    # A time that is skipped or comes twice has two offsets by itself.
    return len({face.replace(tzinfo=BRUSSELS, fold=fold).utcoffset() for face in faces for fold in (0, 1)}) == 1


@lru_cache(maxsize=200)
def _clock_changes(year: int) -> tuple[int, ...]:
    """Return the ordinals of the dates of a year on which the clocks in Brussels change."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return tuple(day for day in range(first, last + 1) if _offset_at_start(day) != _offset_at_start(day + 1))


def _offset_at_start(ordinal: int) -> object:
    """Return how far Brussels is from UTC at the start of a date."""
    day = date.fromordinal(min(ordinal, date.max.toordinal()))
    return datetime.combine(day, time.min, tzinfo=BRUSSELS).utcoffset()

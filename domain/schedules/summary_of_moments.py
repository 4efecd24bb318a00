"""The part of a summary that tells about dates listed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from domain.schedules import dutch
from domain.schedules.local_time import add_days, as_local
from domain.schedules.model import Occurrence, OccurrenceStatus
from domain.schedules.moments import lacks_hours

MOST_DATES = 5
LATEST_END_OF_A_NIGHT = time(6)
"""What ends the next morning by this time still belongs, for people, to the date on which it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One date with all its hours in words, or a stretch of dates, with `hours` naming the dates too."""

    first: date
    last: date
    hours: str

    @property
    def is_single_day(self) -> bool:
        return self.first == self.last

    @property
    def span(self) -> tuple[date, date]:
        return self.first, self.last


def describe_moments(moments: Sequence[Occurrence]) -> str:
    """Describe at least one listed date, in order, with what is cancelled or postponed."""
    text = _describe(_items(moments))
    statuses = {moment.status for moment in moments}
    words = {status: word for status, word in dutch.STATUS_WORDS.items() if status in statuses}
    if len(statuses) == 1:
        return " ".join([text, *(f"({word})" for word in words.values())])
    return ", ".join([text, *(f"{word}: {_marked(moments, status)}" for status, word in words.items())])


def _describe(items: Sequence[_Item]) -> str:
    if len(items) == 1 and items[0].is_single_day:
        return _with_hours(dutch.date_with_weekday(items[0].first), items[0].hours)
    return _listing(items)


def _listing(items: Sequence[_Item]) -> str:
    shown, rest = items[:MOST_DATES], _rest(items)
    hours = items[0].hours
    if rest and hours and all(item.is_single_day and item.hours == hours for item in items):
        return f"op {dutch.dates([item.first for item in shown])} en {rest[0]}, telkens {hours}"
    words: list[str] = []
    for (is_single_day, hours), group in groupby(shown, key=lambda item: (item.is_single_day, item.hours)):
        run = list(group)
        if is_single_day:
            words.append(_with_hours(f"op {dutch.dates([item.first for item in run])}", hours))
        else:
            words.extend(hours or dutch.period(item.first, item.last) for item in run)
    return dutch.enumerate_in_words([*words, *rest])


def _marked(moments: Sequence[Occurrence], status: OccurrenceStatus) -> str:
    marked = _items([moment for moment in moments if moment.status is status])
    others = _items([moment for moment in moments if moment.status is not status])
    # Where the same date also has hours with another status, the date alone would say too much.
    if {item.span for item in marked} & {item.span for item in others}:
        return _listing(marked)
    shown = dutch.dates_and_periods([item.span for item in marked[:MOST_DATES]])
    return dutch.enumerate_in_words([shown, *_rest(marked)])


def _rest(items: Sequence[_Item]) -> list[str]:
    hidden = len(items) - MOST_DATES
    return [f"nog {dutch.counted(hidden, 'datum', 'data')}"] if hidden > 0 else []


def _with_hours(text: str, hours: str) -> str:
    return f"{text} {hours}" if hours else text


def _items(moments: Sequence[Occurrence]) -> list[_Item]:
    by_dates: dict[tuple[date, date], list[str]] = {}
    for moment in moments:
        first, last, hours = _dates_and_hours(moment)
        known = by_dates.setdefault((first, last), [])
        if hours and hours not in known:
            known.append(hours)
    return [
        _Item(first=first, last=last, hours=dutch.enumerate_in_words(hours))
        for (first, last), hours in by_dates.items()
    ]


def _dates_and_hours(moment: Occurrence) -> tuple[date, date, str]:
    start, end = as_local(moment.start), as_local(moment.end)
    first, last, opens, closes = start.date(), end.date(), start.time(), end.time()
    if moment.start == moment.end:
        return first, first, "" if lacks_hours(moment) else f"om {dutch.clock(opens)} uur"
    if closes == time.min or (last == add_days(first, 1) and closes <= min(opens, LATEST_END_OF_A_NIGHT)):
        last = add_days(last, -1)
    if dutch.is_whole_day(opens, closes):
        return first, last, ""
    if first == last:
        return first, last, dutch.hours(opens, closes)
    beginning = f"van {dutch.full_date(first)} om {dutch.clock(opens)} uur"
    return first, last, f"{beginning} tot {dutch.full_date(last)} om {dutch.closing_clock(closes)} uur"

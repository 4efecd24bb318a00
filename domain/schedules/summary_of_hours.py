"""The part of a summary that tells about weekly hours, the period they hold for and the exceptions."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from domain.schedules import dutch
from domain.schedules.local_time import add_days
from domain.schedules.model import OccurrenceStatus, OpeningHours, Schedule, ScheduleException, ScheduleKind, Weekday

MOST_EXCEPTIONS = 4
SHORTEST_RUN = 3
"""From three weekdays in a row on, "maandag tot en met woensdag" reads better than naming each."""
_ORDER = {day: position for position, day in enumerate(Weekday)}
_Slots = tuple[tuple[time, time], ...]


def describe_hours(schedule: Schedule) -> str:
    """Describe weekly hours with period and exceptions; empty when the schedule has none of these."""
    is_flexible = schedule.kind is ScheduleKind.FLEXIBLE
    base, period = _weekly(_by_weekday(schedule.weekly)), _period(schedule.first, schedule.last)
    if is_flexible and not base and not period:
        base = "in overleg"
    exceptions = _exceptions(schedule, is_regular=bool(base) or is_flexible)
    text = ", ".join(filter(None, (base, period, exceptions)))
    word = dutch.STATUS_WORDS.get(schedule.status)
    return f"{text} ({word})" if text and word else text


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return dutch.period(first, last)
    if first:
        return f"vanaf {dutch.full_date(first)}"
    return f"tot en met {dutch.full_date(last)}" if last else ""


def _by_weekday(hours: Iterable[OpeningHours]) -> dict[Weekday, _Slots]:
    slots: dict[Weekday, set[tuple[time, time]]] = {}
    for each in hours:
        for day in each.days:
            slots.setdefault(day, set()).add((each.opens.replace(tzinfo=None), each.closes.replace(tzinfo=None)))
    return {day: tuple(sorted(slots[day])) for day in Weekday if day in slots}


def _weekly(by_weekday: dict[Weekday, _Slots]) -> str:
    days_by_slots: dict[_Slots, list[Weekday]] = {}
    for day, slots in by_weekday.items():
        days_by_slots.setdefault(slots, []).append(day)
    return dutch.enumerate_in_words([_on_weekdays(days, slots) for slots, days in days_by_slots.items()])


def _on_weekdays(days: Sequence[Weekday], slots: _Slots) -> str:
    if len(slots) == 1 and dutch.is_whole_day(*slots[0]):
        return _weekdays(days)
    return f"{_weekdays(days)} {_hours(slots)}"


def _weekdays(days: Sequence[Weekday]) -> str:
    if len(days) == len(Weekday):
        return "elke dag"
    runs: list[list[Weekday]] = []
    for day in days:
        if runs and _ORDER[day] == _ORDER[runs[-1][-1]] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if max(map(len, runs)) < SHORTEST_RUN:
        return f"elke {dutch.enumerate_in_words([dutch.WEEKDAYS[day] for day in days])}"
    return dutch.enumerate_in_words([f"elke {_run(run)}" for run in runs])


def _run(days: Sequence[Weekday]) -> str:
    names = [dutch.WEEKDAYS[day] for day in days]
    return dutch.enumerate_in_words(names) if len(days) < SHORTEST_RUN else f"{names[0]} tot en met {names[-1]}"


def _hours(slots: _Slots) -> str:
    return dutch.enumerate_in_words(
        ["de hele dag" if dutch.is_whole_day(*slot) else dutch.hours(*slot) for slot in slots],
    )


def _exceptions(schedule: Schedule, *, is_regular: bool) -> str:
    """Name dates on which regular hours do not hold; without regular hours only those that have hours."""
    start, end = schedule.first or date.min, schedule.last or date.max
    found = {
        (
            exception.first,
            exception.last,
            _deviation(exception),
            dutch.STATUS_WORDS.get(exception.status or OccurrenceStatus.PLANNED, ""),
        )
        for exception in schedule.exceptions
        if exception.first <= exception.last
        and exception.first <= end
        and exception.last >= start
        # What goes ahead, or not, like all other dates is no exception.
        and (exception.hours or exception.status != schedule.status)
    }
    relevant = sorted(each for each in found if is_regular or each[2])
    shown, hidden = relevant[:MOST_EXCEPTIONS], len(relevant) - MOST_EXCEPTIONS
    closed = [(first, last) for first, last, deviation, status in shown if not deviation and not status]
    deviating = [f"{dutch.period(first, last)} {deviation}" for first, last, deviation, _ in shown if deviation]
    words: list[str] = []
    if closed:
        words.append(f"behalve {dutch.dates_and_periods(closed)}")
    off = {word: [(each[0], each[1]) for each in shown if each[3] == word] for word in dutch.STATUS_WORDS.values()}
    words.extend(f"{dutch.dates_and_periods(spans)} {word}" for word, spans in off.items() if spans)
    if deviating:
        words.append(f"{'maar ' if is_regular else ''}{dutch.enumerate_in_words(deviating)}")
    rest = f" en nog {dutch.counted(hidden, 'uitzondering', 'uitzonderingen')}" if hidden > 0 else ""
    return f"{', '.join(words)}{rest}"


def _deviation(exception: ScheduleException) -> str:
    """Return the hours of an exception on the weekdays that it covers; empty when it has none there."""
    length = (exception.last - exception.first).days + 1
    covered = {Weekday.of(add_days(exception.first, offset)) for offset in range(min(length, len(Weekday)))}
    by_weekday = {day: slots for day, slots in _by_weekday(exception.hours).items() if day in covered}
    if not by_weekday:
        return ""
    if by_weekday.keys() == covered and len(set(by_weekday.values())) == 1:
        return _hours(next(iter(by_weekday.values())))
    return _weekly(by_weekday)

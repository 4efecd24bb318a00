"""Dates, times and enumerations as Flemish Dutch writes them, independent of the system's locale."""

from collections.abc import Sequence
from datetime import date, time
from itertools import groupby

from domain.schedules.model import OccurrenceStatus, Weekday

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = {
    Weekday.MONDAY: "maandag",
    Weekday.TUESDAY: "dinsdag",
    Weekday.WEDNESDAY: "woensdag",
    Weekday.THURSDAY: "donderdag",
    Weekday.FRIDAY: "vrijdag",
    Weekday.SATURDAY: "zaterdag",
    Weekday.SUNDAY: "zondag",
}
STATUS_WORDS = {OccurrenceStatus.CANCELLED: "geannuleerd", OccurrenceStatus.POSTPONED: "uitgesteld"}
LAST_MINUTE = time(23, 59)


def enumerate_in_words(words: Sequence[str]) -> str:
    """Return "a", "a en b" or "a, b en c"."""
    return " en ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, one: str, many: str) -> str:
    """Return "1 datum" or "4 data"."""
    return f"{number} {one if number == 1 else many}"


def clock(at: time) -> str:
    """Return "9.00" or "19.30"."""
    return f"{at.hour}.{at.minute:02}"


def closing_clock(at: time) -> str:
    """Return the time at which something ends; a day that ends at midnight ends at 24.00."""
    return "24.00" if at == time.min else clock(at)


def is_whole_day(opens: time, closes: time) -> bool:
    """Whether these hours are those of a day from midnight to midnight, or to the minute before."""
    return opens == time.min and (closes == time.min or closes >= LAST_MINUTE)


def hours(opens: time, closes: time) -> str:
    """Return "van 19.00 tot 21.00 uur"."""
    return f"van {clock(opens)} tot {closing_clock(closes)} uur"


def full_date(day: date) -> str:
    """Return "1 december 2026"."""
    return f"{_day_and_month(day)} {day.year}"


def date_with_weekday(day: date) -> str:
    """Return "dinsdag 1 december 2026"."""
    return f"{WEEKDAYS[Weekday.of(day)]} {full_date(day)}"


def period(first: date, last: date) -> str:
    """Return "van 1 tot en met 30 juni 2027", naming the first month and year only where they differ."""
    if first == last:
        return f"op {full_date(first)}"
    if first.year != last.year:
        start = full_date(first)
    elif first.month != last.month:
        start = _day_and_month(first)
    else:
        start = str(first.day)
    return f"van {start} tot en met {full_date(last)}"


def dates(days: Sequence[date]) -> str:
    """Return "24 en 31 december 2026 en 7 januari 2027": days in order, each month and year named once."""
    months = [list(same_month) for _, same_month in groupby(days, key=lambda day: (day.year, day.month))]
    words: list[str] = []
    for month, following in zip(months, [*months[1:], None], strict=True):
        text = f"{enumerate_in_words([str(day.day) for day in month])} {MONTHS[month[0].month - 1]}"
        is_last_of_year = following is None or following[0].year != month[0].year
        words.append(f"{text} {month[0].year}" if is_last_of_year else text)
    return enumerate_in_words(words)


def dates_and_periods(spans: Sequence[tuple[date, date]]) -> str:
    """Return "24 en 31 december 2026 en van 1 tot en met 9 januari 2027"."""
    words: list[str] = []
    for is_single, group in groupby(spans, key=lambda span: span[0] == span[1]):
        run = list(group)
        words.extend([dates([first for first, _ in run])] if is_single else [period(*span) for span in run])
    return enumerate_in_words(words)


def _day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"

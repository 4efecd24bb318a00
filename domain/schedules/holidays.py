"""School holidays in Flanders and public holidays in Belgium, by the rules that fix them: no list to keep up.

School holidays are those of Flemish primary and secondary schools, without the days that a school picks itself; public
holidays are the ten of the Belgian law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY, SUNDAY = 5, 6


class HolidayKind(StrEnum):
    """Which days an organiser can leave out at once."""

    SCHOOL = "SCHOOL"
    """Vlaamse schoolvakanties."""
    PUBLIC = "PUBLIC"
    """Wettelijke feestdagen."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Holiday:
    """A holiday of one or more days, both ends included."""

    first: date
    last: date
    name: str
    kind: HolidayKind


def holidays(kinds: frozenset[HolidayKind], *, first: date, last: date) -> tuple[Holiday, ...]:
    """Return the holidays of some kinds that touch a period, in order."""
    years = range(max(first.year - 1, date.min.year + 1), min(last.year, date.max.year - 1) + 1)
    found = (each for year in years for kind in kinds for each in _OF_YEAR[kind](year))
    return tuple(sorted(each for each in found if each.first <= last and each.last >= first))


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the rule of Butcher and Meeus)."""
    century = year // 100
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def _public(year: int) -> Iterator[Holiday]:
    sunday = easter(year)
    for day, name in (
        (date(year, 1, 1), "Nieuwjaar"),
        (sunday + timedelta(days=1), "paasmaandag"),
        (date(year, 5, 1), "Dag van de Arbeid"),
        (sunday + timedelta(days=39), "Onze-Lieve-Heer-Hemelvaart"),
        (sunday + timedelta(days=50), "pinkstermaandag"),
        (date(year, 7, 21), "nationale feestdag"),
        (date(year, 8, 15), "Onze-Lieve-Vrouw-Hemelvaart"),
        (date(year, 11, 1), "Allerheiligen"),
        (date(year, 11, 11), "Wapenstilstand"),
        (date(year, 12, 25), "Kerstmis"),
    ):
        yield Holiday(first=day, last=day, name=name, kind=HolidayKind.PUBLIC)


def _school(year: int) -> Iterator[Holiday]:
    """Give the school holidays that begin in a calendar year."""
    sunday = easter(year)
    yield _weeks(1, _monday_of(sunday) - timedelta(weeks=6), "krokusvakantie")
    yield _weeks(2, _start_of_easter_holidays(sunday), "paasvakantie")
    yield Holiday(first=date(year, 7, 1), last=date(year, 8, 31), name="zomervakantie", kind=HolidayKind.SCHOOL)
    all_saints = date(year, 11, 1)
    # A 1 November that is a Sunday opens the week that follows.
    yield _weeks(1, _monday_of(all_saints + timedelta(days=all_saints.weekday() == SUNDAY)), "herfstvakantie")
    christmas = date(year, 12, 25)
    # From the Monday of the week with Christmas; of the next when Christmas falls in a weekend.
    weekend = timedelta(weeks=christmas.weekday() >= SATURDAY)
    yield _weeks(2, _monday_of(christmas) + weekend, "kerstvakantie")


def _start_of_easter_holidays(sunday: date) -> date:
    if sunday.month == 3:  # noqa: PLR2004 - March
        return sunday + timedelta(days=1)
    if sunday > date(sunday.year, 4, 15):
        return _monday_of(sunday) - timedelta(weeks=1)
    first = date(sunday.year, 4, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(number: int, monday: date, name: str) -> Holiday:
    # To the Sunday: courses in the weekend that closes a holiday are left out with it.
    return Holiday(first=monday, last=monday + timedelta(weeks=number, days=-1), name=name, kind=HolidayKind.SCHOOL)


_OF_YEAR = {HolidayKind.SCHOOL: _school, HolidayKind.PUBLIC: _public}

"""Holidays by rule, against dates that were published and a library that knows the public ones."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter as known_easter
from hypothesis import given
from hypothesis import strategies as st

from domain.schedules.holidays import Holiday, HolidayKind, easter, holidays

SCHOOL = frozenset({HolidayKind.SCHOOL})
PUBLIC = frozenset({HolidayKind.PUBLIC})


def school(first: str, last: str, name: str) -> Holiday:
    return Holiday(first=date.fromisoformat(first), last=date.fromisoformat(last), name=name, kind=HolidayKind.SCHOOL)


@given(st.integers(1583, 4099))
def test_easter_is_where_everybody_has_it(year: int) -> None:
    assert easter(year) == known_easter(year)


# As the Flemish government published them, each with the Sunday that closes it.
PUBLISHED = [
    school("2024-10-28", "2024-11-03", "herfstvakantie"),
    school("2024-12-23", "2025-01-05", "kerstvakantie"),
    school("2025-03-03", "2025-03-09", "krokusvakantie"),
    school("2025-04-07", "2025-04-20", "paasvakantie"),
    school("2025-07-01", "2025-08-31", "zomervakantie"),
    school("2025-10-27", "2025-11-02", "herfstvakantie"),
    school("2025-12-22", "2026-01-04", "kerstvakantie"),
    school("2026-02-16", "2026-02-22", "krokusvakantie"),
    school("2026-04-06", "2026-04-19", "paasvakantie"),
    school("2026-07-01", "2026-08-31", "zomervakantie"),
    school("2026-11-02", "2026-11-08", "herfstvakantie"),
    school("2026-12-21", "2027-01-03", "kerstvakantie"),
    school("2027-02-08", "2027-02-14", "krokusvakantie"),
    school("2027-03-29", "2027-04-11", "paasvakantie"),
]


def test_school_holidays_are_those_that_were_published() -> None:
    assert list(holidays(SCHOOL, first=date(2024, 9, 1), last=date(2027, 6, 30))) == PUBLISHED


def test_public_holidays_are_the_ten_of_the_law() -> None:
    found = holidays(PUBLIC, first=date(2027, 1, 1), last=date(2027, 12, 31))
    assert [each.first.isoformat() for each in found] == [
        "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-17", "2027-07-21", "2027-08-15", "2027-11-01",
        "2027-11-11", "2027-12-25",
    ]  # fmt: skip


@given(st.integers(1990, 2200))
def test_school_holidays_lie_around_what_they_are_named_after(year: int) -> None:
    found = {each.name: each for each in holidays(SCHOOL, first=date(year, 2, 1), last=date(year, 12, 31))}
    assert found["herfstvakantie"].first - timedelta(days=1) <= date(year, 11, 1) <= found["herfstvakantie"].last
    # In a year whose Christmas is in a weekend the holiday begins the Monday after.
    assert found["kerstvakantie"].first - timedelta(days=2) <= date(year, 12, 25) <= found["kerstvakantie"].last
    weeks = [each for each in found.values() if each.name != "zomervakantie"]
    assert all(each.first.weekday() == 0 and each.last.weekday() == 6 for each in weeks)


@given(st.dates(), st.dates())
def test_any_period_has_its_holidays_in_order(one: date, other: date) -> None:
    first, last = sorted((one, min(other, date.max)))
    last = min(last, first + timedelta(days=3000)) if (date.max - first).days > 3000 else last
    found = holidays(SCHOOL | PUBLIC, first=first, last=last)
    assert list(found) == sorted(found)
    assert all(each.first <= last and each.last >= first for each in found)


@pytest.mark.parametrize("kinds", [frozenset[HolidayKind](), SCHOOL])
def test_a_day_in_term_is_no_holiday(kinds: frozenset[HolidayKind]) -> None:
    assert holidays(kinds, first=date(2026, 11, 24), last=date(2026, 11, 24)) == ()

"""No organisation loses its last administrator, whatever is ended in whatever order: day by day."""

import uuid
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import ActorKind, Author
from domain.grants.coverage import NOTICE_DAYS, Term, first_gap, with_changed
from domain.grants.model import Grant
from domain.persons.model import KnownPerson
from tests.support.clock import START

TODAY = START.date()
HORIZON = 60
ORGANISATION = uuid.UUID(int=1)


def later(days: int) -> date:
    """Return the day so many days after today."""
    return TODAY + timedelta(days=days)


def term(number: int, begin: int, end: int, works_until: int | None = None) -> Term:
    """Return when somebody decides, in days from today."""
    return Term(
        grant_id=uuid.UUID(int=number),
        begin=later(begin),
        end=later(end),
        works_from=later(-100),
        works_until=None if works_until is None else later(works_until),
    )


def grant(number: int, begin: int, end: int, *, revoked: bool = False) -> Grant:
    """Return a grant as it is changed, in days from today."""
    return Grant(
        id=uuid.UUID(int=number),
        version=2,
        person=KnownPerson(id=uuid.UUID(int=9), name="An Test"),
        organisation_id=ORGANISATION,
        right="x",
        contexts=(),
        begin=later(begin),
        end=later(end),
        external=False,
        granted_at=START,
        changed_by=Author(kind=ActorKind.SYSTEM, name="x"),
        changed_at=START,
        revoked_at=START if revoked else None,
    )


def gap(terms: list[Term], changed: Grant) -> int | None:
    """Return in how many days somebody is missed; None if nobody is."""
    before = {ORGANISATION: terms}
    found = first_gap(before, with_changed(before, changed), today=TODAY)
    assert found is None or found[0] == ORGANISATION
    return None if found is None else (found[1] - TODAY).days


def test_the_only_one_is_missed_from_the_first_day_without() -> None:
    assert gap([term(1, -5, 90)], grant(1, -5, 90, revoked=True)) == 0
    assert gap([term(1, -5, 90)], grant(1, -5, 10)) == 11
    assert gap([term(1, -5, 90)], grant(1, 3, 90)) == 0
    assert gap([term(1, 7, 90)], grant(1, 7, 90, revoked=True)) == 7


def test_one_of_two_may_go_if_the_other_stays_for_a_while() -> None:
    assert gap([term(1, -5, 400), term(2, -5, 300)], grant(1, -5, 200)) is None
    assert gap([term(1, -5, 400), term(2, -5, 10 + NOTICE_DAYS)], grant(1, -5, 10)) is None
    assert gap([term(1, -5, 400), term(2, -5, 9 + NOTICE_DAYS)], grant(1, -5, 10)) == 10 + NOTICE_DAYS
    assert gap([term(1, -5, 400), term(2, -5, 300, works_until=20)], grant(1, -5, 200)) == 201


def test_a_longer_term_leaves_nobody_alone() -> None:
    assert gap([term(1, -5, 10)], grant(1, -5, 20)) is None


spans = st.tuples(st.integers(-10, HORIZON), st.integers(0, HORIZON)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(others=st.lists(spans, max_size=4), own=spans, then=spans, revoked=st.booleans())
def test_what_is_said_is_what_a_calendar_says(
    others: list[tuple[int, int]], own: tuple[int, int], then: tuple[int, int], revoked: bool
) -> None:
    terms = [term(1, *own), *(term(number, *each) for number, each in enumerate(others, start=2))]
    kept = set() if revoked else set(range(then[0], then[1] + 1))
    rest = {day for first, last in others for day in range(first, last + 1)}
    lost = [day for day in range(3 * HORIZON) if own[0] <= day <= own[1] and day not in kept]
    missed = [day for day in lost if day not in rest and day < lost[0] + NOTICE_DAYS]
    assert gap(terms, grant(1, *then, revoked=revoked)) == next(iter(missed), None)

"""When people are told that a right ends."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.grants.reminder_mails import MOST_LISTED, rights_end, to_look_over, your_right_ends
from domain.grants.reminding import (
    EndWarning,
    Recipient,
    RunningGrant,
    Successor,
    not_told,
    warnings_of,
    year_to_look_over,
)

TODAY = date(2026, 11, 21)
TO = Recipient(person_id=uuid.UUID(int=1), email="lo.beheerder@bestuur.test")


def grant(*, left: int = 60, **changes: Any) -> RunningGrant:
    given: dict[str, Any] = {
        "id": uuid.uuid4(),
        "person_name": "An Test",
        "email": "an.test@bestuur.test",
        "organisation_name": "Stad Gent",
        "right_name": "Premiezoeker Gebruiker",
        "contexts": frozenset({"A"}),
        "begin": TODAY - timedelta(days=300),
        "end": TODAY + timedelta(days=left),
        "external": False,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return RunningGrant(**given | changes)


@pytest.mark.parametrize(
    ("left", "days"),
    [(61, None), (60, 60), (59, 60), (15, 60), (14, 14), (2, 14), (1, 1), (0, 1), (-1, None)],
)
def test_of_warnings_that_were_missed_the_nearest_is_given(left: int, days: int | None) -> None:
    assert [each.days for each in warnings_of([grant(left=left)], today=TODAY)] == ([] if days is None else [days])


@pytest.mark.parametrize(("begun", "days"), [(0, []), (3, []), (4, []), (5, [14])])
def test_who_got_a_right_for_a_short_time_knows_that(begun: int, days: list[int]) -> None:
    """The warning of 14 days before was due four days ago."""
    since = TODAY - timedelta(days=begun)
    changed = datetime(since.year, since.month, since.day, 12, tzinfo=UTC)
    for short in (grant(left=10, begin=since), grant(left=10, changed_at=changed)):
        assert [each.days for each in warnings_of([short], today=TODAY)] == days


@pytest.mark.parametrize(
    ("begin", "contexts", "warned"),
    [(1, "A", False), (0, "A", False), (1, "AB", False), (2, "A", True), (1, "B", True), (1, "", True)],
)
def test_who_keeps_the_right_is_not_warned(begin: int, contexts: str, *, warned: bool) -> None:
    end = TODAY + timedelta(days=14)
    successor = Successor(begin=end + timedelta(days=begin), contexts=frozenset(contexts))
    assert bool(warnings_of([grant(left=14, successors=(successor,))], today=TODAY)) is warned


def test_who_was_told_is_not_told_again_unless_the_end_is_another() -> None:
    before = grant(left=14)
    (warning,) = warnings_of([before], today=TODAY)
    assert not_told([warning], {warning.key}) == []
    other = {(before.id, before.end, 60), (before.id, before.end - timedelta(days=1), 14)}
    assert not_told([warning], other) == [warning]


@pytest.mark.parametrize(("day", "year"), [(date(2027, 1, 14), None), (date(2027, 1, 15), 2027), (TODAY, 2026)])
def test_grants_are_looked_over_from_a_day_in_january_on(day: date, year: int | None) -> None:
    assert year_to_look_over(day) == year


@pytest.mark.parametrize(
    ("left", "when"),
    [
        (14, "op 5 december 2026, over 14 dagen"),
        (1, "morgen, 22 november 2026"),
        (0, "vandaag, 21 november 2026"),
    ],
)
def test_the_mail_says_what_ends_when_and_what_to_do(left: int, when: str) -> None:
    mail = your_right_ends(EndWarning(grant=grant(left=left), days=14), today=TODAY, mail_id=uuid.uuid4())
    assert (mail.to, mail.subject) == ("an.test@bestuur.test", f"Je gebruikersrecht eindigt {when}")
    assert f'Je recht "Premiezoeker Gebruiker" voor Stad Gent eindigt {when}.' in mail.paragraphs


@pytest.mark.parametrize(
    ("number", "subject", "more"),
    [
        (1, "1 gebruikersrecht eindigt binnenkort", ""),
        (MOST_LISTED, "100 gebruikersrechten eindigen binnenkort", ""),
        (MOST_LISTED + 7, "107 gebruikersrechten eindigen binnenkort", "... en nog 7"),
    ],
)
def test_a_mail_to_an_administrator_lists_no_more_than_can_be_read(number: int, subject: str, more: str) -> None:
    warnings = [EndWarning(grant=grant(external=True), days=60) for _ in range(number)]
    mail = rights_end(TO, warnings, today=TODAY, mail_id=uuid.uuid4())
    lines = mail.paragraphs[2].splitlines()
    assert (mail.subject, len(lines)) == (subject, min(number, MOST_LISTED) + bool(more))
    assert lines[0] == '- 20 januari 2027: An Test (extern), "Premiezoeker Gebruiker", Stad Gent'
    assert not more or lines[-1] == more


def test_the_yearly_list_counts_what_it_does_not_show() -> None:
    held = [grant(), grant(external=True)]
    mail = to_look_over(TO, uuid.UUID(int=2), held, total=5, year=2027, mail_id=uuid.uuid4())
    assert mail.subject == "Kijk de gebruikersrechten van Stad Gent na (2027)"
    assert mail.paragraphs[2].splitlines() == [
        '- An Test, "Premiezoeker Gebruiker", tot en met 20 januari 2027',
        '- An Test (extern), "Premiezoeker Gebruiker", tot en met 20 januari 2027',
        "... en nog 3",
    ]

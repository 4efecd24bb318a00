"""What was in force is not rewritten; what is planned can still change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.platform_texts.history import violations
from domain.platform_texts.model import PlatformTexts, RuleVersion, TermsOfUse
from domain.platform_texts.revising import revised
from tests.unit.platform_texts.written import RULE, TERMS, TEXTS

TODAY = date(2026, 11, 21)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)

SECOND = RuleVersion(number=1, version=2, text="zijn in het Nederlands.", in_force_from=TOMORROW)
NEXT_TERMS = TermsOfUse(version="2026-12", html="<p>Anders.</p>", in_force_from=TOMORROW)


def of_rules(before: tuple[RuleVersion, ...], after: tuple[RuleVersion, ...]) -> tuple[str, ...]:
    known = revised(PlatformTexts(), PlatformTexts(rules=before))
    return violations(known, revised(known, PlatformTexts(rules=after)), today=TODAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((RULE,), (RULE,)),
        ((RULE,), (RULE, SECOND)),
        ((RULE,), (RULE, replace(SECOND, in_force_from=TODAY))),
        ((RULE,), (replace(RULE, until=TODAY),)),
        ((RULE,), (RULE, replace(SECOND, number=2, version=1))),
        ((RULE, SECOND), (RULE,)),
        ((RULE, SECOND), (RULE, replace(SECOND, text="zijn er."))),
        ((RULE, SECOND), (RULE, replace(SECOND, in_force_from=TODAY))),
        ((replace(RULE, until=TOMORROW),), (RULE,)),
    ],
)
def test_what_is_planned_changes_freely(before: tuple[RuleVersion, ...], after: tuple[RuleVersion, ...]) -> None:
    assert of_rules(before, after) == ()


@pytest.mark.parametrize(
    ("before", "after", "violation"),
    [
        ((RULE,), (SECOND,), "rule 1 version 1: was in force and cannot be removed; give it an `until`"),
        (
            (RULE,),
            (replace(RULE, text="anders."),),
            "rule 1 version 1: was in force and cannot be changed; write a new version instead",
        ),
        (
            (RULE,),
            (replace(RULE, in_force_from=YESTERDAY),),
            "rule 1 version 1: was in force and cannot be changed; write a new version instead",
        ),
        ((RULE,), (replace(RULE, until=YESTERDAY),), "rule 1 version 1: cannot end before today"),
        ((replace(RULE, until=TODAY),), (RULE,), f"rule 1 version 1: has ended, on {TODAY}"),
        (
            (RULE,),
            (RULE, replace(SECOND, number=2, in_force_from=YESTERDAY)),
            "rule 2 version 2: cannot be in force before today",
        ),
        (
            (replace(RULE, version=2),),
            (replace(RULE, version=1, in_force_from=TODAY, number=1), replace(RULE, version=2)),
            "rule 1 version 1: there is a later version already",
        ),
    ],
)
def test_what_was_in_force_stays(
    before: tuple[RuleVersion, ...], after: tuple[RuleVersion, ...], violation: str
) -> None:
    assert of_rules(before, after) == (violation,)


def test_a_planned_version_cannot_move_into_the_past() -> None:
    found = of_rules((RULE, SECOND), (RULE, replace(SECOND, in_force_from=YESTERDAY)))
    assert "rule 1 version 2: cannot be in force before today" in found


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((TERMS,), (TERMS, NEXT_TERMS), ()),
        ((TERMS, NEXT_TERMS), (TERMS,), ()),
        ((TERMS, NEXT_TERMS), (TERMS, replace(NEXT_TERMS, html="<p>Nog anders.</p>")), ()),
        (
            (TERMS,),
            (replace(TERMS, html="<p>Anders.</p>"),),
            ("terms of use 2026-01: were in force and stay as people accepted them; write a new version instead",),
        ),
        (
            (TERMS,),
            (NEXT_TERMS,),
            ("terms of use 2026-01: were in force and stay as people accepted them; write a new version instead",),
        ),
        (
            (TERMS,),
            (TERMS, replace(NEXT_TERMS, in_force_from=YESTERDAY)),
            ("terms of use 2026-12: cannot be in force before today",),
        ),
        (
            (TERMS, NEXT_TERMS),
            (TERMS, replace(NEXT_TERMS, in_force_from=YESTERDAY)),
            ("terms of use 2026-12: cannot be in force before today",),
        ),
    ],
)
def test_terms_that_people_accepted_stay(
    before: tuple[TermsOfUse, ...], after: tuple[TermsOfUse, ...], expected: tuple[str, ...]
) -> None:
    known, wanted = replace(TEXTS, terms_of_use=before), replace(TEXTS, terms_of_use=after)
    assert violations(known, wanted, today=TODAY) == expected


DAYS = st.dates(TODAY - timedelta(days=5), TODAY + timedelta(days=5))


@given(st.lists(DAYS, min_size=1, max_size=5, unique=True), DAYS | st.none(), DAYS)
def test_of_a_rule_one_version_is_in_force_at_most_property(days: list[date], until: date | None, day: date) -> None:
    ordered = sorted(days)
    versions = tuple(
        replace(RULE, version=number, in_force_from=begins, until=until if number == len(ordered) else None)
        for number, begins in enumerate(ordered, start=1)
    )
    rules = revised(PlatformTexts(), PlatformTexts(rules=versions[::-1])).rules or ()
    in_force = [rule for rule in rules if rule.in_force_from <= day and (rule.until is None or rule.until > day)]
    begun = [rule.version for rule in versions if rule.in_force_from <= day]
    ended = until is not None and len(begun) == len(versions) and until <= day
    assert [rule.version for rule in in_force] == ([] if ended else begun[-1:])

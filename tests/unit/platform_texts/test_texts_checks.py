"""What an administrator may write: each fault is found alone and named."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activities.model import Vocabulary
from domain.platform_texts.checks import LONGEST_HTML, MOST_QUESTIONS, faults
from domain.platform_texts.model import HelpQuestion, PlatformTexts, RuleVersion, Support
from domain.schedules.model import Schedule, ScheduleKind
from tests.unit.platform_texts.written import EXAMPLE, QUESTION, RULE, TERMS, TEXTS, term, with_terms


def ruled(**changes: Any) -> PlatformTexts:
    return replace(TEXTS, rules=(replace(RULE, **changes),))


def termed(**changes: Any) -> PlatformTexts:
    return with_terms(Vocabulary.GOAL, replace(term(Vocabulary.GOAL, "HELPEN"), **changes), example=False)


def accepted(**changes: Any) -> PlatformTexts:
    return replace(TEXTS, terms_of_use=(replace(TERMS, **changes),))


def asked(**changes: Any) -> PlatformTexts:
    return replace(TEXTS, questions=(replace(QUESTION, **changes),))


def inspired(**changes: Any) -> PlatformTexts:
    own = {name: value for name, value in changes.items() if name in {"code", "tip"}}
    content = {name: value for name, value in changes.items() if name not in own}
    return replace(TEXTS, inspiration=(replace(EXAMPLE, content=replace(EXAMPLE.content, **content), **own),))


def test_what_is_as_it_should_be_has_no_fault() -> None:
    assert faults(TEXTS) == ()


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (termed(code="helpen"), "GOAL helpen: a code has 1 to 60 capitals, digits and underscores"),
        (termed(code=""), "GOAL : a code has 1 to 60 capitals, digits and underscores"),
        (termed(code="A" * 61), f"GOAL {'A' * 61}: a code has 1 to 60 capitals, digits and underscores"),
        (termed(code="A\n"), "GOAL A\n: a code has 1 to 60 capitals, digits and underscores"),
        (termed(label=" "), "GOAL HELPEN: label may not be empty"),
        (termed(label="x" * 201), "GOAL HELPEN: label has 201 characters, at most 200"),
        (termed(label="a\x00b"), "GOAL HELPEN: label holds characters that cannot be seen"),
        (termed(label="a\nb"), "GOAL HELPEN: label holds characters that cannot be seen"),
        (termed(description=""), "GOAL HELPEN: description may not be empty"),
        (termed(retired=True), "GOAL: at least one term must be offered"),
        (
            with_terms(Vocabulary.GOAL, *[term(Vocabulary.GOAL, "A")] * 2, example=False),
            "GOAL: 'A' stands there 2 times",
        ),
        (ruled(text=""), "rule 1 version 1: text may not be empty"),
        (ruled(text="\u202e"), "rule 1 version 1: text holds characters that cannot be seen"),
        (ruled(number=0), "rule 0 version 1: number and version count from 1 to 9999"),
        (ruled(version=10**12), "rule 1 version 1000000000000: number and version count from 1 to 9999"),
        (ruled(until=date(2022, 12, 31)), "rule 1 version 1: ends before it is in force"),
        (replace(TEXTS, rules=()), "rules: a list may not become empty"),
        (replace(TEXTS, rules=(RULE, RULE)), "rules: '1 version 1' stands there 2 times"),
        (
            replace(TEXTS, rules=(replace(RULE, until=RULE.in_force_from), replace(RULE, version=2))),
            "rule 1 version 2: must be in force later than version 1",
        ),
        (accepted(version="januari 2026"), "terms of use januari 2026: a version has at most 20 letters, digits"),
        (accepted(html="<p> </p>"), "terms of use 2026-01: html may not be empty"),
        (accepted(html="x" * (LONGEST_HTML + 1)), "terms of use 2026-01: html has 50001 characters, at most 50000"),
        (
            replace(TEXTS, terms_of_use=(TERMS, replace(TERMS, version="b"))),
            "terms of use: '2026-01-01' stands there 2 times",
        ),
        (replace(TEXTS, support=Support(email="hallo", text="Mail.")), "support: 'hallo' is not an e-mail address"),
        (replace(TEXTS, support=Support(email="a@b", text="Mail.")), "support: 'a@b' is not an e-mail address"),
        (replace(TEXTS, support=Support(email="a@b.be", text="")), "support: text may not be empty"),
        (asked(question=""), "question 1: question may not be empty"),
        (asked(answer_html="<p></p>"), "question 1: answer may not be empty"),
        (asked(answer_html="<p>\x07a</p>"), "question 1: answer holds characters that cannot be seen"),
        (replace(TEXTS, questions=(QUESTION,) * 2), "questions: 'Waarom?' stands there 2 times"),
        (
            replace(
                TEXTS,
                questions=tuple(HelpQuestion(question=f"{n}?", answer_html="x") for n in range(MOST_QUESTIONS + 1)),
            ),
            "questions: at most 50, not 51",
        ),
        (
            inspired(code="met streepje"),
            "inspiration met streepje: a code has 1 to 60 capitals, digits and underscores",
        ),
        (inspired(title=""), "inspiration A: title may not be empty"),
        (inspired(tip=""), "inspiration A: tip may not be empty"),
        (inspired(description_html=""), "inspiration A: description may not be empty"),
        (inspired(topics=("KOKEN",)), "inspiration A: TOPIC has no term KOKEN, or it is retired"),
        (inspired(types=("UITSTAP", "UITSTAP")), "inspiration A: names a TYPE twice"),
        (
            inspired(schedule=Schedule(kind=ScheduleKind.WEEKLY)),
            "inspiration A: a WEEKLY schedule names days and hours",
        ),
        (
            inspired(schedule=replace(EXAMPLE.content.schedule, kind=ScheduleKind.SINGLE_DAY)),
            "inspiration A: only a WEEKLY or FLEXIBLE schedule has hours on days of the week",
        ),
        (
            inspired(
                schedule=Schedule(
                    kind=ScheduleKind.WEEKLY,
                    weekly=(replace(EXAMPLE.content.schedule.weekly[0], days=()),),
                )
            ),
            "inspiration A: hours without a day",
        ),
    ],
)
def test_each_fault_is_named_alone(texts: PlatformTexts, fault: str) -> None:
    (found,) = faults(texts)
    assert found.startswith(fault)


def test_an_example_may_not_carry_a_term_that_retires() -> None:
    retired = replace(term(Vocabulary.TYPE, "UITSTAP"), retired=True)
    texts = with_terms(Vocabulary.TYPE, retired, term(Vocabulary.TYPE, "WORKSHOP"))
    assert faults(texts) == ("inspiration A: TYPE has no term UITSTAP, or it is retired",)


def test_rules_are_compared_with_versions_of_the_same_number_only() -> None:
    other = RuleVersion(number=2, version=1, text="staan open.", in_force_from=date(2020, 1, 1))
    assert faults(replace(TEXTS, rules=(RULE, other))) == ()

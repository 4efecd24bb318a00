"""What a revision says that it does."""

from dataclasses import replace
from datetime import date

from domain.activities.model import Vocabulary
from domain.platform_texts.changes import ChangeKind, TextChange, changes
from domain.platform_texts.model import HelpQuestion, PlatformTexts, Support
from domain.platform_texts.revising import revised
from tests.unit.platform_texts.written import EXAMPLE, QUESTION, RULE, TEXTS, term, with_terms

OTHER = HelpQuestion(question="Hoe?", answer_html="<p>Zo.</p>")


def told(before: PlatformTexts, after: PlatformTexts) -> list[str]:
    return [f"{each.kind} {each.what} ({each.detail})" for each in changes(before, after)]


def test_what_stays_as_it_is_is_no_change() -> None:
    assert changes(TEXTS, TEXTS) == ()
    assert changes(TEXTS, revised(TEXTS, PlatformTexts())) == ()
    assert changes(TEXTS, revised(TEXTS, TEXTS)) == ()


def test_a_term_is_added_renamed_retired_and_offered_again() -> None:
    first, second = term(Vocabulary.TOPIC, "A"), term(Vocabulary.TOPIC, "B")
    before = with_terms(Vocabulary.TOPIC, first, second)
    renamed = with_terms(Vocabulary.TOPIC, replace(first, label="Anders"), term(Vocabulary.TOPIC, "C"))
    after = revised(before, renamed)
    assert told(before, after) == [
        "changed TOPIC term A (label: A -> Anders)",
        "added TOPIC term C ()",
        "retired TOPIC term B ()",
    ]
    assert told(after, before) == [
        "changed TOPIC term A (label: Anders -> A)",
        "offered again TOPIC term B ()",
        "removed TOPIC term C ()",
    ]


def test_another_order_is_a_change_of_the_list() -> None:
    before, after = replace(TEXTS, questions=(QUESTION, OTHER)), replace(TEXTS, questions=(OTHER, QUESTION))
    assert changes(before, after) == (TextChange(kind=ChangeKind.MOVED, what="questions", detail="another order"),)


def test_each_list_tells_of_its_own() -> None:
    after = replace(
        TEXTS,
        rules=(replace(RULE, until=date(2027, 1, 1)), replace(RULE, version=2, in_force_from=date(2027, 1, 1))),
        terms_of_use=(),
        support=Support(email="ander@ikdoemee.be", text="Mail ons."),
        questions=(replace(QUESTION, answer_html="<p>" + "Omdat. " * 20 + "</p>"), OTHER),
        inspiration=(replace(EXAMPLE, tip="Met zes."),),
    )
    assert told(TEXTS, after) == [
        "changed rule 1 version 1 (until: nothing -> 2027-01-01)",
        "added rule 1 version 2 ()",
        "removed terms of use 2026-01 ()",
        "changed support (email: hallo@ikdoemee.be -> ander@ikdoemee.be)",
        "changed question Waarom? (answer_html)",
        "added question Hoe? ()",
        "changed inspiration A (tip: Met vier. -> Met zes.)",
    ]


def test_the_state_tells_any_two_texts_apart() -> None:
    states = {
        TEXTS.state,
        replace(TEXTS, support=None).state,
        replace(TEXTS, questions=(QUESTION, OTHER)).state,
        replace(TEXTS, questions=(OTHER, QUESTION)).state,
        with_terms(Vocabulary.GOAL, term(Vocabulary.GOAL, "X")).state,
    }
    assert (len(states), replace(TEXTS, terms=dict(reversed(list(TEXTS.terms.items())))).state) == (5, TEXTS.state)

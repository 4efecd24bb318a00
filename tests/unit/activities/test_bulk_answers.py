"""What is kept of an answer to a request about many rows is that answer, refusals included."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities.bulk_answers import answer_of, answered
from domain.activities.completeness import EditStep, Problem, ProblemCode, problems
from domain.activities.model import ActorKind, Author
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.rules import DUTCH_CONTEXT
from domain.refusals import (
    ActivityIncomplete,
    FieldError,
    InvalidInput,
    NotAllowed,
    Refusal,
    VersionConflict,
    WrongStatus,
)
from domain.undo.model import UndoOffer
from tests.support.clock import START
from tests.support.factories import RULES, activity, content

UNDO = UndoOffer(token="t", expires_at=START + timedelta(minutes=10))
GAPS = problems(activity(content_=content(title="", types=(), language="fr", contacts=())), at=START, rules=RULES)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
AUTHORS = st.builds(
    Author,
    kind=st.sampled_from(ActorKind),
    name=TEXTS,
    organisation_id=st.none() | st.uuids(),
    organisation_name=st.none() | TEXTS,
)
PROBLEMS = st.builds(
    Problem,
    code=st.sampled_from(ProblemCode),
    message=TEXTS,
    field=TEXTS,
    step=st.sampled_from(EditStep),
    rule=st.none() | st.just(RULES[DUTCH_CONTEXT]),
)
REFUSALS: st.SearchStrategy[Refusal] = st.one_of(
    st.just(UNKNOWN_ACTIVITY),
    st.builds(NotAllowed, message=TEXTS),
    st.builds(WrongStatus, message=TEXTS),
    st.builds(InvalidInput, fields=st.lists(st.builds(FieldError, path=TEXTS, message=TEXTS), max_size=3).map(tuple)),
    st.builds(ActivityIncomplete, problems=st.lists(PROBLEMS, max_size=3).map(tuple)),
    st.builds(
        VersionConflict,
        current_version=st.integers(1, 2**31 - 1),
        changed_by=AUTHORS,
        changed_at=st.datetimes(timezones=st.just(START.tzinfo)),
        advice=st.just("Bekijk de nieuwe versie en probeer opnieuw."),
    ),
)


@given(st.lists(st.uuids() | REFUSALS, max_size=5))
def test_what_was_answered_is_answered_again_property(results: list[uuid.UUID | Refusal]) -> None:
    assert answered(answer_of(results, UNDO)) == (tuple(results), UNDO)


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.code)
def test_each_gap_is_kept_with_the_rule_that_asks_for_it(gap: Problem) -> None:
    refused = ActivityIncomplete(problems=(gap,))
    assert answered(answer_of([refused], UNDO)) == ((refused,), UNDO)

"""Nobody judges alone on their own, whatever is tried in whatever order."""

import uuid
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import ActorKind, Author
from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.organisations.model import Organisation, OrganisationKind
from domain.refusals import NotAllowed, SignInRequired, VersionConflict, WrongStatus
from domain.reports.deciding import UNKNOWN_REPORT, Proposed, Resolved, Verdict, reopen, resolve
from domain.reports.model import Report, ReportOutcome, ReportStatus
from tests.support.clock import START
from tests.support.factories import GENT, HASSELT

STAD_GENT = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
OPEN = Report(
    id=uuid.UUID(int=9),
    activity_id=uuid.UUID(int=8),
    territory=GENT,
    status=ReportStatus.OPEN,
    version=1,
    changed_by=Author(kind=ActorKind.PERSON, name="Een bezoeker"),
    changed_at=START,
)
RIGHT = Verdict(outcome=ReportOutcome.UPHELD, explanation="Het klopt.")


def moderator(name: str) -> Actor:
    return Actor(person=Person(id=name, name=name), organisation=STAD_GENT, rights=frozenset({MODERATOR_RIGHT}))


def decide(
    report: Report, by: Actor, verdict: Verdict = RIGHT, *, own: bool = False, version: int | None = None
) -> object:
    organisation_id = STAD_GENT.id if own else uuid.UUID(int=2)
    return resolve(report, verdict, organisation_id=organisation_id, by=by, at=START, expected_version=version)


def test_the_order_of_refusals_is_who_then_which_version_then_which_status() -> None:
    decided = decide(OPEN, moderator("a"))
    assert isinstance(decided, Resolved)
    elsewhere = replace(OPEN, territory=HASSELT)
    assert isinstance(decide(decided.report, ANONYMOUS, version=1), SignInRequired)
    assert decide(elsewhere, moderator("b"), version=7) == UNKNOWN_REPORT
    assert isinstance(decide(decided.report, moderator("b"), version=1), VersionConflict)
    assert isinstance(decide(decided.report, moderator("b"), version=2), WrongStatus)


def test_a_report_on_nobody_s_activity_takes_one() -> None:
    outcome = resolve(OPEN, RIGHT, organisation_id=None, by=moderator("a"), at=START)
    assert isinstance(outcome, Resolved)


WISHES = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(list(ReportOutcome)),
        st.booleans(),
    ),
    max_size=12,
)


@given(WISHES)
def test_a_decision_on_one_s_own_was_wanted_by_two_people_in_a_row_property(
    wishes: list[tuple[str, ReportOutcome, bool]],
) -> None:
    report, wanted = OPEN, list[tuple[str, ReportOutcome, bool]]()
    for who, outcome, unpublish in wishes:
        verdict = Verdict(outcome=outcome, explanation=who, unpublish=unpublish)
        found = decide(report, moderator(who), verdict, own=True)
        match found:
            case Resolved(report=after):
                first = wanted[-1]
                assert first[0] != who
                assert first[1:] == (outcome, unpublish)
                assert (after.status, after.version) == (ReportStatus(outcome), report.version + 1)
                assert after.decision is not None
                assert (after.decision.explanation, after.proposal) == (who, None)
                return
            case Proposed(report=after):
                assert (after.status, after.decision, after.version) == (ReportStatus.OPEN, None, report.version + 1)
                wanted.append((who, outcome, unpublish))
                report = after
            case _:
                assert isinstance(found, NotAllowed)
                assert wanted[-1] == (who, outcome, unpublish)


def test_what_is_opened_again_has_no_decision_and_no_proposal() -> None:
    decided = decide(OPEN, moderator("a"))
    assert isinstance(decided, Resolved)
    after = reopen(decided.report, by=moderator("b"), at=START + timedelta(hours=1))
    later = START + timedelta(hours=1)
    assert after == replace(OPEN, version=3, changed_by=moderator("b").author, changed_at=later)

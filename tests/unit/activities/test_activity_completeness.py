"""What an activity lacks, gap by gap."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.activities.completeness import EditStep, Problem, ProblemCode, problems
from domain.activities.model import Activity, ActivityContent, Location, LocationKind, Registration
from domain.activities.rules import DUTCH_CONTEXT
from domain.schedules.model import Moment, OccurrenceStatus, Schedule, ScheduleKind
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, GENT, ONE_EVENING, RULES, activity, content, on_site

STREET = on_site(GENT)


def listed(*moments: tuple[int, OccurrenceStatus]) -> Schedule:
    """Return a schedule of hours on days counted from now."""
    return Schedule(
        kind=ScheduleKind.SEVERAL_DAYS,
        moments=tuple(
            Moment(start=START + timedelta(days=day), end=START + timedelta(days=day, hours=1), status=status)
            for day, status in moments
        ),
    )


PLANNED, CANCELLED, POSTPONED = OccurrenceStatus.PLANNED, OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED


def codes(found: ActivityContent) -> list[ProblemCode]:
    return [problem.code for problem in problems(activity(content_=found), at=START, rules=RULES)]


@pytest.mark.parametrize(
    "complete",
    [
        content(),
        content(schedule=EVERY_TUESDAY),
        content(schedule=Schedule(kind=ScheduleKind.FLEXIBLE)),
        content(schedule=listed((-1, PLANNED), (1, PLANNED))),
        content(schedule=listed((1, CANCELLED), (2, PLANNED))),
        content(schedule=listed((1, CANCELLED), (2, POSTPONED))),
        content(location=Location(kind=LocationKind.ONLINE, online_url="https://example.org")),
        content(location=replace(STREET, kind=LocationKind.MIXED)),
        content(contacts=(), registration=Registration(phone="+3292661234")),
    ],
)
def test_what_is_complete_lacks_nothing(complete: ActivityContent) -> None:
    assert codes(complete) == []


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        (content(title=""), ProblemCode.TITLE_MISSING),
        (content(title=" \n\t"), ProblemCode.TITLE_MISSING),
        (content(types=()), ProblemCode.TYPE_MISSING),
        (content(description_html="  "), ProblemCode.DESCRIPTION_MISSING),
        (content(language="fr"), ProblemCode.NOT_IN_DUTCH),
        (content(language=""), ProblemCode.NOT_IN_DUTCH),
        (content(schedule=Schedule(kind=ScheduleKind.WEEKLY)), ProblemCode.SCHEDULE_MISSING),
        (content(schedule=Schedule(kind=ScheduleKind.SINGLE_DAY)), ProblemCode.SCHEDULE_MISSING),
        (content(schedule=listed((-2, PLANNED), (-1, CANCELLED))), ProblemCode.SCHEDULE_PAST),
        (content(schedule=replace(EVERY_TUESDAY, last=date(2026, 11, 1))), ProblemCode.SCHEDULE_PAST),
        (content(schedule=Schedule(kind=ScheduleKind.FLEXIBLE, last=date(2026, 11, 20))), ProblemCode.SCHEDULE_PAST),
        (content(schedule=listed((-1, PLANNED), (1, CANCELLED))), ProblemCode.CANCELLED),
        (content(schedule=replace(EVERY_TUESDAY, status=CANCELLED)), ProblemCode.CANCELLED),
        (content(location=Location(kind=LocationKind.ON_SITE)), ProblemCode.LOCATION_MISSING),
        (content(location=Location(kind=LocationKind.MIXED)), ProblemCode.LOCATION_MISSING),
        (content(location=Location(kind=LocationKind.ONLINE)), ProblemCode.ONLINE_LINK_MISSING),
        (content(organiser=None), ProblemCode.ORGANISER_MISSING),
        (content(contacts=()), ProblemCode.CONTACT_MISSING),
        (content(contacts=(), registration=Registration()), ProblemCode.CONTACT_MISSING),
    ],
)
def test_each_gap_is_named_alone(lacking: ActivityContent, code: ProblemCode) -> None:
    assert codes(lacking) == [code]


def test_what_was_withdrawn_at_its_source_cannot_go_online() -> None:
    imported = activity()
    withdrawn = replace(imported, source=replace(imported.source, withdrawn_at=START))
    assert problems(withdrawn, at=START, rules=RULES) == (
        Problem(
            code=ProblemCode.WITHDRAWN_AT_SOURCE,
            message="Deze activiteit werd ingetrokken in de UiTdatabank.",
            field="source",
            step=EditStep.WHAT,
        ),
    )


def test_what_is_not_in_dutch_cites_the_rule() -> None:
    assert problems(activity(content_=content(language="en")), at=START, rules=RULES) == (
        Problem(
            code=ProblemCode.NOT_IN_DUTCH,
            message="Titel en beschrijving zijn niet in het Nederlands.",
            field="title",
            step=EditStep.WHAT,
            rule=RULES[DUTCH_CONTEXT],
        ),
    )


def empty() -> Activity:
    """Return an activity that lacks all it can lack at once."""
    imported = activity(
        content_=content(
            title="",
            types=(),
            description_html="",
            language="fr",
            schedule=Schedule(kind=ScheduleKind.SINGLE_DAY),
            location=Location(kind=LocationKind.ON_SITE),
            organiser=None,
            contacts=(),
        )
    )
    return replace(imported, source=replace(imported.source, withdrawn_at=START))


def test_gaps_follow_the_steps_of_the_editor() -> None:
    found = problems(empty(), at=START, rules=RULES)
    steps = [problem.step for problem in found]
    assert steps == sorted(steps, key=list(EditStep).index)
    assert len(found) == 9


def test_every_gap_has_a_sentence_and_a_field() -> None:
    assert [
        problem
        for problem in problems(empty(), at=START, rules=RULES)
        if not (problem.message[-1] == "." and problem.field)
    ] == []


def test_an_activity_is_past_once_its_last_hour_is_over() -> None:
    end = datetime(2026, 12, 1, 20, tzinfo=UTC)
    found = activity(content_=content(schedule=ONE_EVENING))
    moments = (end - timedelta(seconds=1), end)
    assert [[problem.code for problem in problems(found, at=at, rules=RULES)] for at in moments] == [
        [],
        [ProblemCode.SCHEDULE_PAST],
    ]

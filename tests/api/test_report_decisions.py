"""Deciding on a report: who may, what is refused, when it takes two, and opening it again."""

import hashlib
from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from domain.reports.model import NewReport, ReportReason
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from resolvers.ids import NodeKind, encode_id
from tests.api.reporting import NOON, OFFLINE, RESOLVE, filed, read, reasons, reopen, resolve, send, tracked
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.client import activity_id, report_id
from tests.support.clock import START
from tests.support.factories import GENT, HASSELT, activity, own

MO_DERATOR = hashlib.sha256(b"person:Mo Derator").hexdigest()[:40]
NOT_FOUND = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Deze rapportering bestaat niet of je mag ze niet zien.",
}
SIGN_IN_REQUIRED = {"__typename": "SignInRequired", "code": "SIGN_IN_REQUIRED", "message": "Meld je eerst aan."}


def invalid(*fields: tuple[str, str]) -> dict[str, Any]:
    return {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [{"path": path, "message": message} for path, message in fields],
    }


# Deciding.


async def test_a_report_that_is_upheld_can_take_the_activity_offline(api: Api) -> None:
    about = await filed(api)
    assert await resolve(api.moderator(), about, expectedVersion=1, unpublish=True) == {
        "__typename": "ReportResolved",
        "report": {"id": report_id(about.id), "status": "UPHELD", "version": 2},
        "activity": {"id": activity_id(about.activity_id), "status": "UNPUBLISHED", "version": 2},
    }
    assert await rows(api.engine, melding) == []


async def test_a_decision_leaves_a_trace_of_the_report_and_one_of_the_activity(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about, unpublish=True)
    entries = [{name: value for name, value in each.items() if name != "id"} for each in await trail(api)]
    shared = {
        "at": START,
        "activity_id": about.activity_id,
        "territory": GENT,
        "actor_kind": "PERSON",
        "actor_id": MO_DERATOR,
        "actor_name": "Mo Derator",
        "acting_as": GENT_ID,
        "acting_as_name": "Stad Gent",
        "reason": OFFLINE,
        "rule_number": None,
        "rule_version": None,
    }
    assert entries == [
        {
            **shared,
            "number": 1,
            "action": "UNPUBLISHED",
            "changes": [{"field": "status", "before": "PUBLISHED", "after": "UNPUBLISHED"}],
            "report_id": None,
        },
        {
            **shared,
            "number": 2,
            "action": "REPORT_RESOLVED",
            "changes": [{"field": "report.status", "before": "OPEN", "after": "UPHELD"}],
            "report_id": about.id,
        },
    ]


async def trail(api: Api) -> list[dict[str, Any]]:
    return await rows(api.engine, audit_entry)


@pytest.mark.parametrize("outcome", ["UPHELD", "DISMISSED"])
async def test_a_decision_alone_leaves_the_activity_as_it_is(api: Api, outcome: str) -> None:
    about = await filed(api)
    before = await rows(api.engine, activity_table)
    decided = await resolve(api.moderator(), about, outcome=outcome)
    assert decided["report"] == {"id": report_id(about.id), "status": outcome, "version": 2}
    assert await rows(api.engine, activity_table) == before


async def test_an_activity_that_is_not_online_needs_no_more_than_the_decision(api: Api) -> None:
    about = await filed(api, own(OCMW_GENT_ID, status=ActivityStatus.UNPUBLISHED))
    decided = await resolve(api.moderator(), about, unpublish=True)
    assert (decided["report"]["status"], decided["activity"]["version"]) == ("UPHELD", 1)
    assert [entry["action"] for entry in await trail(api)] == ["REPORT_RESOLVED"]


async def test_a_report_on_what_was_deleted_can_be_decided_on(api: Api) -> None:
    about = await filed(api, own(OCMW_GENT_ID, status=ActivityStatus.DELETED))
    decided = await resolve(api.moderator(), about, unpublish=True)
    assert (decided["report"]["status"], decided["activity"]) == ("UPHELD", None)


async def test_an_activity_that_moved_away_is_not_taken_offline_from_here(api: Api) -> None:
    about = await filed(api, activity(territory=HASSELT, status=ActivityStatus.PUBLISHED))
    before = await everything(api.engine)
    outcome = await resolve(api.moderator(), about, unpublish=True)
    assert outcome["__typename"] == "NotAllowed"
    assert await everything(api.engine) == before


async def test_the_moderators_read_the_whole_decision(api: Api) -> None:
    about = await filed(api, text="Om drie uur", reason=ReportReason.CANCELLED)
    await resolve(api.moderator(), about, outcome="DISMISSED", explanation="  Het gaat door.  ")
    assert await read(api.moderator("Collega"), about) == {
        "status": "DISMISSED",
        "reason": "CANCELLED",
        "text": "Om drie uur",
        "reportedAt": NOON,
        "version": 2,
        "needsColleague": False,
        "activity": {"id": activity_id(about.activity_id), "title": "Conversatietafel"},
        "decision": {
            "outcome": "DISMISSED",
            "explanation": "Het gaat door.",
            "by": {"kind": "PERSON", "name": "Mo Derator"},
            "at": NOON,
        },
        "proposal": None,
    }


# Refusals.


@pytest.mark.parametrize("operation", ["Resolve", "Reopen"])
async def test_whoever_does_not_moderate_the_territory_finds_no_report(api: Api, operation: str) -> None:
    about = await filed(api)
    wish = {"outcome": "UPHELD", "explanation": "x"} if operation == "Resolve" else {"reason": "x"}
    before = await everything(api.engine)
    others = [api.organiser(), api.other_moderator(), api.administrator(), api.signed_in("Na Tuurlijk", None)]
    assert [await send(each, operation, about, **wish) for each in others] == [NOT_FOUND] * len(others)
    assert await send(api.anonymous(), operation, about, **wish) == SIGN_IN_REQUIRED
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Resolve", "Reopen"])
@pytest.mark.parametrize("malformed", ["", "x", encode_id(NodeKind.ACTIVITY, GENT_ID), encode_id(NodeKind.REPORT, "x")])
async def test_an_id_of_no_report_is_not_found(api: Api, operation: str, malformed: str) -> None:
    wish = {"outcome": "UPHELD", "explanation": "x"} if operation == "Resolve" else {"reason": "x"}
    answer = await api.moderator().send(RESOLVE, {"input": {"reportId": malformed, **wish}}, operation)
    assert answer.data["it"] == NOT_FOUND


@pytest.mark.parametrize("operation", ["Resolve", "Reopen"])
async def test_a_moderator_has_to_accept_the_terms_first(api: Api, operation: str) -> None:
    about = await filed(api)
    wish = {"outcome": "UPHELD", "explanation": "x"} if operation == "Resolve" else {"reason": "x"}
    before = await everything(api.engine)
    assert (await send(api.moderator("Ni Euw"), operation, about, **wish))["__typename"] == "TermsNotAccepted"
    assert await everything(api.engine) == before


async def test_a_report_is_decided_on_once(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about)
    before = await everything(api.engine)
    assert await resolve(api.moderator(), about, outcome="DISMISSED", expectedVersion=2) == {
        "__typename": "WrongStatus",
        "code": "WRONG_STATUS",
        "message": "Over deze rapportering is al beslist.",
    }
    assert await everything(api.engine) == before


async def test_who_decides_on_an_old_version_hears_who_was_faster(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator("Een"), about, expectedVersion=1)
    before = await everything(api.engine)
    assert await resolve(api.moderator("Twee"), about, expectedVersion=1) == {
        "__typename": "VersionConflict",
        "code": "VERSION_CONFLICT",
        "message": "Intussen gewijzigd door Een. Bekijk de nieuwe versie en probeer opnieuw.",
        "currentVersion": 2,
        "changedBy": {"kind": "PERSON", "name": "Een"},
        "changedAt": NOON,
    }
    assert await everything(api.engine) == before


async def test_a_version_that_never_was_is_no_version_of_the_reporter(api: Api) -> None:
    about = await filed(api)
    outcome = await resolve(api.moderator(), about, expectedVersion=7)
    assert (outcome["__typename"], outcome["changedBy"]) == (
        "VersionConflict",
        {"kind": "PERSON", "name": "Een bezoeker"},
    )


MISSING = "Leg uit waarom: de organisator en wie het rapporteerde, lezen dit."


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        ({"explanation": ""}, [("explanation", MISSING)]),
        ({"explanation": " \n"}, [("explanation", MISSING)]),
        ({"explanation": "x" * 2001}, [("explanation", "Gebruik hoogstens 2000 tekens.")]),
        ({"explanation": "a\0"}, [("explanation", "Dit bevat tekens die niet bewaard kunnen worden.")]),
        (
            {"outcome": "DISMISSED", "unpublish": True, "explanation": ""},
            [
                ("explanation", MISSING),
                ("unpublish", "Enkel als de rapportering terecht is, gaat de activiteit offline."),
            ],
        ),
    ],
)
async def test_what_is_wrong_with_a_decision_is_said(
    api: Api, wish: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    about = await filed(api)
    before = await everything(api.engine)
    assert await resolve(api.moderator(), about, **wish) == invalid(*wrong)
    assert await everything(api.engine) == before


async def test_an_explanation_as_long_as_it_may_be_is_kept_whole(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about, explanation="é" * 2000)
    assert await tracked(api, about) == {"status": "UPHELD", "decidedAt": NOON, "explanation": "é" * 2000}


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("", "Schrijf waarom."),
        ("x" * 1001, "Gebruik hoogstens 1000 tekens."),
        ("\0", "Dit bevat tekens die niet bewaard kunnen worden."),
    ],
)
async def test_opening_again_needs_a_reason(api: Api, reason: str, message: str) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about)
    assert await reopen(api.moderator(), about, reason=reason) == invalid(("reason", message))


async def test_the_same_decision_under_the_same_key_is_taken_once(api: Api) -> None:
    about = await filed(api)
    first = await resolve(api.moderator(), about, unpublish=True, idempotencyKey="k")
    after_first = await everything(api.engine)
    assert await resolve(api.moderator(), about, unpublish=True, idempotencyKey="k") == first
    assert await everything(api.engine) == after_first
    other = await resolve(api.moderator(), about, explanation="anders", idempotencyKey="k")
    assert other["__typename"] == "IdempotencyKeyReused"


# A second pair of eyes.

NEEDS_COLLEAGUE = "De activiteit is van jullie eigen organisatie. Een collega moet je beslissing bevestigen."


async def own_case(api: Api) -> NewReport:
    return await filed(api, own(GENT_ID, status=ActivityStatus.PUBLISHED))


async def test_nobody_judges_alone_on_an_activity_of_their_own_organisation(api: Api) -> None:
    about = await own_case(api)
    assert await resolve(api.moderator("Een"), about, unpublish=True) == {
        "__typename": "ReportDecisionProposed",
        "message": NEEDS_COLLEAGUE,
        "report": {
            "status": "OPEN",
            "version": 2,
            "proposal": {
                "outcome": "UPHELD",
                "explanation": OFFLINE,
                "unpublish": True,
                "by": {"name": "Een"},
                "at": NOON,
            },
        },
    }
    (stored,) = await rows(api.engine, activity_table)
    (entry,) = await trail(api)
    assert (stored["status"], await tracked(api, about), await reasons(api.organiser(), about)) == (
        "PUBLISHED",
        {"status": "OPEN", "decidedAt": None, "explanation": None},
        [],
    )
    assert (entry["action"], entry["actor_name"], entry["changes"]) == (
        "REPORT_DECISION_PROPOSED",
        "Een",
        [{"field": "report.proposal", "before": None, "after": "UPHELD"}],
    )


async def test_a_colleague_who_wants_the_same_makes_it_stand_in_their_own_words(api: Api) -> None:
    about = await own_case(api)
    await resolve(api.moderator("Een"), about, unpublish=True)
    decided = await resolve(api.moderator("Twee"), about, unpublish=True, explanation="Inderdaad.", expectedVersion=2)
    assert (decided["report"]["status"], decided["activity"]["status"]) == ("UPHELD", "UNPUBLISHED")
    found = await read(api.moderator(), about)
    assert found is not None
    assert (found["decision"]["by"]["name"], found["decision"]["explanation"], found["proposal"]) == (
        "Twee",
        "Inderdaad.",
        None,
    )


async def test_who_proposed_cannot_confirm(api: Api) -> None:
    about = await own_case(api)
    await resolve(api.moderator("Een"), about)
    before = await everything(api.engine)
    assert await resolve(api.moderator("Een"), about) == {
        "__typename": "NotAllowed",
        "code": "NOT_ALLOWED",
        "message": "Een collega moet dit bevestigen: de activiteit is van jullie eigen organisatie.",
    }
    assert await everything(api.engine) == before


@pytest.mark.parametrize(
    "other",
    [{"outcome": "DISMISSED"}, {"outcome": "UPHELD", "unpublish": True}],
)
async def test_who_wants_something_else_replaces_the_proposal(api: Api, other: dict[str, Any]) -> None:
    about = await own_case(api)
    await resolve(api.moderator("Een"), about)
    replaced = await resolve(api.moderator("Twee"), about, **other)
    assert (replaced["__typename"], replaced["report"]["proposal"]["by"]) == (
        "ReportDecisionProposed",
        {"name": "Twee"},
    )
    assert (await resolve(api.moderator("Een"), about, **other))["__typename"] == "ReportResolved"


async def test_who_changes_their_mind_still_needs_a_colleague(api: Api) -> None:
    about = await own_case(api)
    await resolve(api.moderator("Een"), about)
    await resolve(api.moderator("Een"), about, outcome="DISMISSED")
    assert (await resolve(api.moderator("Een"), about, outcome="DISMISSED"))["__typename"] == "NotAllowed"
    assert (await resolve(api.moderator("Twee"), about))["__typename"] == "ReportDecisionProposed"


async def test_a_report_says_beforehand_that_it_takes_two(api: Api) -> None:
    about, other = await own_case(api), await filed(api)
    found = [await read(api.moderator(), each) for each in (about, other)]
    assert [each and each["needsColleague"] for each in found] == [True, False]


async def test_a_proposal_that_is_sent_again_under_its_key_is_the_same_proposal(api: Api) -> None:
    about = await own_case(api)
    first = await resolve(api.moderator("Een"), about, idempotencyKey="k")
    assert await resolve(api.moderator("Een"), about, idempotencyKey="k") == first
    assert first["__typename"] == "ReportDecisionProposed"


# Once more.


async def test_a_report_can_be_opened_again_and_decided_on_anew(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator("Een"), about, unpublish=True)
    assert await reopen(api.moderator("Twee"), about, expectedVersion=2) == {
        "__typename": "ReportReopened",
        "report": {"id": report_id(about.id), "status": "OPEN", "version": 3, "decision": None, "proposal": None},
    }
    (stored,) = await rows(api.engine, activity_table)
    assert (stored["status"], await tracked(api, about), await reasons(api.organiser(), about)) == (
        "UNPUBLISHED",
        {"status": "OPEN", "decidedAt": None, "explanation": None},
        [],
    )
    assert (await resolve(api.moderator("Een"), about, outcome="DISMISSED"))["report"]["status"] == "DISMISSED"
    assert [(entry["action"], entry["reason"], entry["changes"][0]["before"]) for entry in await trail(api)][1:] == [
        ("REPORT_RESOLVED", OFFLINE, "OPEN"),
        ("REPORT_REOPENED", "toch niet", "UPHELD"),
        ("REPORT_RESOLVED", OFFLINE, "OPEN"),
    ]


async def test_what_is_open_cannot_be_opened(api: Api) -> None:
    about = await filed(api)
    assert await reopen(api.moderator(), about) == {
        "__typename": "WrongStatus",
        "code": "WRONG_STATUS",
        "message": "Over deze rapportering is nog niet beslist.",
    }


async def test_opening_an_old_version_is_a_conflict(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator("Een"), about)
    outcome = await reopen(api.moderator(), about, expectedVersion=1)
    assert (outcome["__typename"], outcome["changedBy"]["name"]) == ("VersionConflict", "Een")


async def test_a_report_is_opened_once_under_a_key(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about)
    first = await reopen(api.moderator(), about, idempotencyKey="k")
    assert await reopen(api.moderator(), about, idempotencyKey="k") == first
    assert [entry["action"] for entry in await trail(api)] == ["REPORT_RESOLVED", "REPORT_REOPENED"]

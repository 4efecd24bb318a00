"""Undoing decisions: exactly what was before, once, for a while, for who decided, and only if nothing else happened."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.activities.model import Activity, ActivityStatus
from domain.actors import MODERATOR_RIGHT
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from persistence.tables.undo import undo, undo_step
from tests.api.deciding import (
    KEY_REUSED,
    SIGN_IN_REQUIRED,
    TERMS_NOT_ACCEPTED,
    UNKNOWN_UNDO,
    decide,
    decide_on_all,
    send,
    take_back,
)
from tests.api.stored import everything, rows
from tests.support.api import GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import activity_id
from tests.support.clock import START
from tests.support.factories import activity, own, store

BEFORE = timedelta(days=30)


@pytest.mark.parametrize(
    ("operation", "found"),
    [
        ("Publish", activity()),
        ("Publish", activity(status=ActivityStatus.UNPUBLISHED, published_at=START - BEFORE, version=4)),
        ("Unpublish", activity(status=ActivityStatus.PUBLISHED, published_at=START - BEFORE, version=2)),
        ("Delete", activity()),
        ("Delete", activity(status=ActivityStatus.PUBLISHED, published_at=START - BEFORE, version=7)),
        ("Delete", activity(status=ActivityStatus.EXPIRED, published_at=START - BEFORE, version=7)),
    ],
)
async def test_what_was_before_is_brought_back(api: Api, operation: str, found: Activity) -> None:
    await store(api.engine, [found])
    (before,) = await rows(api.engine, activity_table)
    decision = await decide(api.moderator(), operation, found)
    api.clock.advance(minutes=9, seconds=59)
    undone = await take_back(api.moderator(), decision)
    (after,) = await rows(api.engine, activity_table)
    assert undone["activities"] == [
        {
            "id": activity_id(found.id),
            "status": found.status,
            "version": found.version + 2,
            "publishedAt": None if found.published_at is None else "2026-10-22T14:00:00+02:00",
            "updatedAt": "2026-11-21T13:09:59+01:00",
            "updatedBy": {"name": "Mo Derator"},
        }
    ]
    changed = {name for name, value in after.items() if before[name] != value}
    assert changed == {"version", "updated_at", "updated_by"}


async def test_undoing_leaves_a_trace_and_withdraws_no_melding(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    await take_back(api.moderator(), await decide(api.moderator(), "Publish", found, reason="vergissing"))
    assert [(each["action"], each["reason"], each["changes"]) for each in await rows(api.engine, audit_entry)] == [
        ("PUBLISHED", "vergissing", [{"field": "status", "before": "DRAFT", "after": "PUBLISHED"}]),
        ("UNDONE", None, [{"field": "status", "before": "PUBLISHED", "after": "DRAFT"}]),
    ]
    assert len(await rows(api.engine, melding)) == 1


async def test_what_is_kept_does_not_give_the_token(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    token = (await decide(api.moderator(), "Publish", found))["undo"]["token"]
    (kept,) = await rows(api.engine, undo)
    assert kept["digest"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str([kept, *await rows(api.engine, undo_step)])


async def test_it_works_once(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found)
    assert (await take_back(api.moderator(), decision))["__typename"] == "Undone"
    after = await everything(api.engine)
    assert await take_back(api.moderator(), decision) == UNKNOWN_UNDO
    assert await everything(api.engine) == after
    assert (after["undo"], after["undo_step"]) == ([], [])


async def test_unknown_expired_and_other_peoples_tokens_are_told_apart_by_nobody(api: Api) -> None:
    found = own(OCMW_GENT_ID)
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found)
    before = await everything(api.engine)
    refusals = [
        await take_back(api.moderator("Tweede"), decision),
        await take_back(api.organiser(), decision),
        await take_back(api.other_moderator(), decision),
        # The same person for another organisation, and for none.
        await take_back(api.signed_in("Mo Derator", "OVO002633"), decision),
        await take_back(api.signed_in("Mo Derator", None), decision),
        *[await send(api.moderator(), "Undo", token=token) for token in ("", "x", "\0", "é" * 10_000)],
    ]
    api.clock.advance(minutes=10)
    refusals.append(await take_back(api.moderator(), decision))
    assert refusals == [UNKNOWN_UNDO] * 10
    assert await everything(api.engine) == before


async def test_who_lost_the_right_cannot_undo_what_they_may_no_longer_decide_on(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found)
    before = await everything(api.engine)
    assert await take_back(api.signed_in("Mo Derator", GENT_OVO), decision) == UNKNOWN_UNDO
    assert await everything(api.engine) == before
    # Nothing was used up.
    regained = api.signed_in("Mo Derator", GENT_OVO, MODERATOR_RIGHT)
    assert (await take_back(regained, decision))["__typename"] == "Undone"


async def test_what_somebody_changed_since_is_left_alone_and_they_are_named(api: Api) -> None:
    found = own(OCMW_GENT_ID)
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found)
    api.clock.advance(minutes=1)
    await decide(api.organiser(), "Unpublish", found)
    before = await everything(api.engine)
    assert await take_back(api.moderator(), decision) == {
        "__typename": "VersionConflict",
        "code": "VERSION_CONFLICT",
        "message": "Intussen gewijzigd door OCMW Gent. Ongedaan maken kan niet meer: “Conversatietafel” is niet meer "
        "zoals je ze achterliet.",
        "currentVersion": 3,
        "changedBy": {"kind": "ORGANISATION", "name": "OCMW Gent"},
        "changedAt": "2026-11-21T13:01:00+01:00",
    }
    assert await everything(api.engine) == before


async def test_of_many_none_is_undone_when_one_was_changed_and_the_last_change_is_named(api: Api) -> None:
    found = [activity() for _ in range(5)]
    await store(api.engine, found)
    decision = await decide_on_all(api.moderator(), "PublishAll", found)
    for number, person in ((3, "Eerste"), (1, "Tweede")):
        api.clock.advance(minutes=1)
        await decide(api.moderator(person), "Unpublish", found[number])
    before = await everything(api.engine)
    conflict = await take_back(api.moderator(), decision)
    assert (conflict["__typename"], conflict["changedBy"]["name"]) == ("VersionConflict", "Tweede")
    assert await everything(api.engine) == before


async def test_somebody_who_undoes_is_the_last_to_have_changed_it(api: Api) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    first = await decide(api.moderator("Eerste"), "Unpublish", found)
    second = await decide(api.moderator("Tweede"), "Publish", found)
    assert (await take_back(api.moderator("Eerste"), first))["changedBy"]["name"] == "Tweede"
    undone = await take_back(api.moderator("Tweede"), second)
    assert (undone["activities"][0]["status"], undone["activities"][0]["updatedBy"]) == (
        "UNPUBLISHED",
        {"name": "Tweede"},
    )
    # What was decided is there again, but not as it was left.
    assert (await take_back(api.moderator("Eerste"), first))["__typename"] == "VersionConflict"


async def test_what_is_over_or_incomplete_may_be_online_again(api: Api) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    found = replace(found, content=replace(found.content, contacts=(), types=()))
    await store(api.engine, [found])
    undone = await take_back(api.moderator(), await decide(api.moderator(), "Unpublish", found))
    assert undone["activities"][0]["status"] == "PUBLISHED"


async def test_who_is_nobody_or_accepted_nothing_undoes_nothing(api: Api) -> None:
    assert await send(api.anonymous(), "Undo", token="x") == SIGN_IN_REQUIRED
    newcomer = api.signed_in("Ni Euw", GENT_OVO, MODERATOR_RIGHT)
    assert await send(newcomer, "Undo", token="x") == TERMS_NOT_ACCEPTED


async def test_a_repeated_decision_gives_the_same_way_back_and_a_repeated_undo_the_same_answer(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found, idempotencyKey="decide")
    api.clock.advance(minutes=1)
    repeated = await decide(api.moderator(), "Publish", found, idempotencyKey="decide")
    assert repeated == decision
    undone = await take_back(api.moderator(), repeated, idempotencyKey="undo")
    after = await everything(api.engine)
    assert await take_back(api.moderator(), repeated, idempotencyKey="undo") == undone
    assert await send(api.moderator(), "Undo", token="another", idempotencyKey="undo") == KEY_REUSED
    assert await everything(api.engine) == after


async def test_ways_back_that_expired_are_cleaned_up_some_at_a_time(api: Api) -> None:
    found = [activity() for _ in range(25)]
    await store(api.engine, found)
    for each in found:
        await decide(api.moderator(), "Publish", each)
    left = []
    for each in found[:3]:
        api.clock.advance(minutes=10)
        await decide(api.moderator(), "Unpublish", each)
        left.append((len(await rows(api.engine, undo)), len(await rows(api.engine, undo_step))))
    # 25 and one more less 20; then that one less 6 and one more; then only the last.
    assert left == [(6, 6), (1, 1), (1, 1)]

"""Deleting activities: who may, what is refused, and that they are gone for everybody."""

from dataclasses import replace
from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from tests.api.deciding import (
    NOT_FOUND,
    SIGN_IN_REQUIRED,
    TEN_MINUTES_LATER,
    TERMS_NOT_ACCEPTED,
    decide,
    invalid,
    send,
)
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import activity_id
from tests.support.factories import activity, own, store

FIND = """
query Find($id: ID!) {
  activity(id: $id) { id }
  node(id: $id) { id }
  activities { totalCount }
  territory(nis: "44021") { activities { totalCount } }
}
"""
ACTIONS = "query ($id: ID!) { activity(id: $id) { viewerActions { action allowed } } }"


@pytest.mark.parametrize("status", [each for each in ActivityStatus if each is not ActivityStatus.DELETED])
async def test_whatever_its_status_an_activity_is_deleted_and_found_by_nobody(api: Api, status: ActivityStatus) -> None:
    found = own(OCMW_GENT_ID, status=status, version=5)
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Delete", found, expectedVersion=5, reason="dubbel")
    assert len(decision["undo"].pop("token")) > 20
    assert decision == {
        "__typename": "ActivityDeleted",
        "activityId": activity_id(found.id),
        "undo": {"expiresAt": TEN_MINUTES_LATER},
    }
    for client in (api.moderator(), api.organiser(), api.anonymous()):
        data = (await client.send(FIND, {"id": activity_id(found.id)})).data
        territory = data.pop("territory")
        assert data == {"activity": None, "node": None, "activities": {"totalCount": 0}}
        assert territory in (None, {"activities": {"totalCount": 0}})


async def test_deleting_leaves_who_did_it_and_why_and_tells_nobody(api: Api) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    await decide(api.moderator(), "Delete", found, reason="dubbel")
    (entry,) = await rows(api.engine, audit_entry)
    assert (entry["action"], entry["actor_name"], entry["acting_as"], entry["reason"], entry["changes"]) == (
        "DELETED",
        "Mo Derator",
        GENT_ID,
        "dubbel",
        [{"field": "status", "before": "PUBLISHED", "after": "DELETED"}],
    )
    (left,) = await rows(api.engine, activity_table)
    assert (left["status"], left["version"], left["deleted_at"]) == ("DELETED", 2, api.clock.now())
    assert await rows(api.engine, melding) == []


async def test_an_organisation_deletes_what_is_its_own_also_from_uit(api: Api) -> None:
    theirs = [own(OCMW_GENT_ID), activity(content_=own(OCMW_GENT_ID).content)]
    await store(api.engine, theirs)
    decisions = [await decide(api.organiser(), "Delete", each) for each in theirs]
    assert [each["__typename"] for each in decisions] == ["ActivityDeleted"] * 2


async def test_what_one_may_not_see_or_is_gone_is_not_found(api: Api) -> None:
    draft, deleted = activity(), activity(status=ActivityStatus.DELETED)
    await store(api.engine, [draft, deleted])
    before = await everything(api.engine)
    assert [
        await decide(api.anonymous(), "Delete", draft),
        await decide(api.signed_in("Na Tuurlijk", None), "Delete", draft),
        await decide(api.organiser(), "Delete", draft),
        await decide(api.other_moderator(), "Delete", draft),
        await decide(api.moderator(), "Delete", deleted),
        await decide(api.moderator(), "Delete", activity()),
        await send(api.moderator(), "Delete", activityId="x"),
    ] == [NOT_FOUND] * 7
    assert await everything(api.engine) == before


async def test_who_sees_it_but_has_no_say_is_told_so(api: Api) -> None:
    published = replace(own(GENT_ID), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    before = await everything(api.engine)
    assert await decide(api.anonymous(), "Delete", published) == SIGN_IN_REQUIRED
    for client in (api.signed_in("Na Tuurlijk", None), api.organiser(), api.other_moderator()):
        assert (await decide(client, "Delete", published))["__typename"] == "NotAllowed"
    assert await decide(api.signed_in("Ni Euw", GENT_OVO), "Delete", published) == TERMS_NOT_ACCEPTED
    assert await everything(api.engine) == before


async def test_an_old_version_or_bad_input_deletes_nothing(api: Api) -> None:
    found = activity(version=3)
    await store(api.engine, [found])
    before = await everything(api.engine)
    conflict = await decide(api.moderator(), "Delete", found, expectedVersion=2)
    assert (conflict["__typename"], conflict["currentVersion"]) == ("VersionConflict", 3)
    too_long = await decide(api.moderator(), "Delete", found, reason="x" * 1001)
    assert too_long == invalid("reason", "Gebruik hoogstens 1000 tekens.")
    assert await everything(api.engine) == before


async def test_a_repeated_request_gets_the_same_answer_though_the_activity_is_gone(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    first = await decide(api.moderator(), "Delete", found, idempotencyKey="k")
    after_first = await everything(api.engine)
    api.clock.advance(minutes=5)
    assert await decide(api.moderator(), "Delete", found, idempotencyKey="k") == first
    assert (await decide(api.moderator(), "Publish", found, idempotencyKey="k"))["__typename"] == "IdempotencyKeyReused"
    assert await everything(api.engine) == after_first


async def test_who_may_delete_is_offered_to(api: Api) -> None:
    found = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])

    async def offered(client: Any) -> bool:
        data = (await client.send(ACTIONS, {"id": activity_id(found.id)})).data
        actions = {each["action"]: each["allowed"] for each in data["activity"]["viewerActions"]}
        return bool(actions["DELETE"])

    clients = (api.moderator(), api.organiser(), api.other_moderator(), api.anonymous())
    assert [await offered(each) for each in clients] == [True, True, False, False]

"""Putting activities online and taking them off: who may, what is refused, and what is left behind."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from domain.activities.model import ActivityStatus, Location, LocationKind
from domain.actors import MODERATOR_RIGHT
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from resolvers.ids import NodeKind, encode_id
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, activity, content, own, store

DECIDE = """
mutation Publish($input: PublishActivityInput!) {
  decision: publishActivity(input: $input) {
    __typename
    ... on ActivityPublished { activity { ...Decided } undo { token expiresAt } }
    ...Refused
    ... on ActivityIncomplete { problems { code message field step rule { number } } }
  }
}

mutation Unpublish($input: UnpublishActivityInput!) {
  decision: unpublishActivity(input: $input) {
    __typename
    ... on ActivityUnpublished { activity { ...Decided } undo { token expiresAt } }
    ...Refused
  }
}

fragment Decided on Activity { id status version publishedAt updatedAt updatedBy { kind name } }

fragment Refused on Refusal {
  code
  message
  ... on InvalidInput { fields { path message } }
  ... on VersionConflict { currentVersion changedBy { kind name } changedAt }
}
"""

OTHER_ORGANISATION_OVO = "OVO002672"
"""OCMW Hasselt."""

MO_DERATOR = hashlib.sha256(b"person:Mo Derator").hexdigest()[:40]

NOT_FOUND = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Deze activiteit bestaat niet of je mag ze niet zien.",
}
SIGN_IN_REQUIRED = {"__typename": "SignInRequired", "code": "SIGN_IN_REQUIRED", "message": "Meld je eerst aan."}
NOT_YOURS = {
    "__typename": "NotAllowed",
    "code": "NOT_ALLOWED",
    "message": "Deze activiteit ligt niet op jouw grondgebied en is niet van jouw organisatie.",
}
KEY_REUSED = {
    "__typename": "IdempotencyKeyReused",
    "code": "IDEMPOTENCY_KEY_REUSED",
    "message": "Deze idempotencyKey werd al gebruikt voor een andere opdracht. Kies een nieuwe sleutel.",
}


async def decide(client: Client, operation: str, key: object, **more: Any) -> dict[str, Any]:  # any input
    answer = await client.send(DECIDE, {"input": {"activityId": activity_id(key), **more}}, operation)
    decision: dict[str, Any] = answer.data["decision"]
    return decision


async def publish(client: Client, key: object, **more: Any) -> dict[str, Any]:  # any input
    return await decide(client, "Publish", key, **more)


async def unpublish(client: Client, key: object, **more: Any) -> dict[str, Any]:  # any input
    return await decide(client, "Unpublish", key, **more)


def invalid(path: str, message: str) -> dict[str, Any]:
    return {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [{"path": path, "message": message}],
    }


async def test_a_moderator_publishes_what_lacks_nothing(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    decision = await publish(api.moderator(), draft.id, expectedVersion=1, reason="voldoet aan de regels")
    assert len(decision["undo"].pop("token")) > 20
    assert decision == {
        "__typename": "ActivityPublished",
        "activity": {
            "id": activity_id(draft.id),
            "status": "PUBLISHED",
            "version": 2,
            "publishedAt": "2026-11-21T13:00:00+01:00",
            "updatedAt": "2026-11-21T13:00:00+01:00",
            "updatedBy": {"kind": "PERSON", "name": "Mo Derator"},
        },
        "undo": {"expiresAt": "2026-11-21T13:10:00+01:00"},
    }


async def test_publishing_leaves_who_did_it_for_whom_and_why(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    await publish(api.moderator(), draft.id, reason="voldoet aan de regels")
    (entry,) = await rows(api.engine, audit_entry)
    assert {name: value for name, value in entry.items() if name not in {"id", "number", "report_id"}} == {
        "at": api.clock.now(),
        "action": "PUBLISHED",
        "activity_id": draft.id,
        "territory": GENT,
        "actor_kind": "PERSON",
        "actor_id": MO_DERATOR,
        "actor_name": "Mo Derator",
        "acting_as": GENT_ID,
        "acting_as_name": "Stad Gent",
        "reason": "voldoet aan de regels",
        "rule_number": None,
        "rule_version": None,
        "changes": [{"field": "status", "before": "DRAFT", "after": "PUBLISHED"}],
    }


async def test_publishing_tells_the_moderators_of_the_territory(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    await publish(api.moderator(), draft.id)
    (told,) = await rows(api.engine, melding)
    assert {name: value for name, value in told.items() if name != "id"} == {
        "territory": GENT,
        "sequence": 1,
        "kind": "ACTIVITY_PUBLISHED",
        "at": api.clock.now(),
        "count": 1,
        "activity_id": draft.id,
        "organisation_id": GENT_ID,
    }


async def test_an_activity_without_a_place_is_published_without_a_melding(api: Api) -> None:
    online = Location(kind=LocationKind.ONLINE, online_url="https://example.org/praat")
    draft = own(OCMW_GENT_ID)
    draft = replace(draft, content=replace(draft.content, location=online))
    await store(api.engine, [draft])
    decision = await publish(api.organiser(), draft.id)
    assert (decision["__typename"], await rows(api.engine, melding)) == ("ActivityPublished", [])


async def test_unpublishing_cites_the_rule_and_tells_nobody(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED, version=2)
    await store(api.engine, [published])
    decision = await unpublish(
        api.moderator(), published.id, expectedVersion=2, reason="niet in het Nederlands", rule=1
    )
    (entry,) = await rows(api.engine, audit_entry)
    assert (decision["activity"]["status"], decision["activity"]["version"]) == ("UNPUBLISHED", 3)
    assert (entry["action"], entry["reason"], entry["rule_number"], entry["rule_version"], entry["changes"]) == (
        "UNPUBLISHED",
        "niet in het Nederlands",
        1,
        1,
        [{"field": "status", "before": "PUBLISHED", "after": "UNPUBLISHED"}],
    )
    assert await rows(api.engine, melding) == []


async def test_what_was_unpublished_can_be_published_again(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED, version=2)
    await store(api.engine, [published])
    await unpublish(api.moderator(), published.id)
    api.clock.advance(hours=1)
    decision = await publish(api.moderator(), published.id)
    assert (decision["activity"]["status"], decision["activity"]["version"], decision["activity"]["publishedAt"]) == (
        "PUBLISHED",
        4,
        "2026-11-21T14:00:00+01:00",
    )
    assert [entry["action"] for entry in await rows(api.engine, audit_entry)] == ["UNPUBLISHED", "PUBLISHED"]


async def test_an_organiser_publishes_and_unpublishes_what_is_their_own(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    published = await publish(api.organiser(), draft.id)
    unpublished = await unpublish(api.organiser(), draft.id)
    assert (published["activity"]["status"], unpublished["activity"]["status"]) == ("PUBLISHED", "UNPUBLISHED")
    assert published["activity"]["updatedBy"] == {"kind": "PERSON", "name": "Or Ganisator"}


async def test_an_organiser_cannot_publish_what_came_from_uit(api: Api) -> None:
    draft = activity(content_=own(OCMW_GENT_ID).content)
    await store(api.engine, [draft])
    before = await everything(api.engine)
    assert await publish(api.organiser(), draft.id) == {
        "__typename": "NotAllowed",
        "code": "NOT_ALLOWED",
        "message": "Enkel een moderator van de gemeente kan een activiteit uit UiTdatabank publiceren.",
    }
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
async def test_an_activity_that_one_may_not_see_is_not_found(api: Api, operation: str) -> None:
    draft, deleted = activity(), activity(status=ActivityStatus.DELETED)
    await store(api.engine, [draft, deleted])
    before = await everything(api.engine)
    natural_person = api.signed_in("Na Tuurlijk", None)
    other_organiser = api.signed_in("An Der", OTHER_ORGANISATION_OVO)
    assert [
        await decide(api.anonymous(), operation, draft.id),
        await decide(natural_person, operation, draft.id),
        await decide(other_organiser, operation, draft.id),
        await decide(api.other_moderator(), operation, draft.id),
        await decide(api.administrator(), operation, draft.id),
        await decide(api.moderator(), operation, deleted.id),
        await decide(api.moderator(), operation, "3f5c5c1e-0000-4000-8000-000000000000"),
    ] == [NOT_FOUND] * 7
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
@pytest.mark.parametrize(
    "malformed",
    ["", "x", "é", "QWN0aXZpdHk6", encode_id(NodeKind.ACTIVITY, "nee"), encode_id(NodeKind.ORGANISATION, GENT_ID)],
)
async def test_an_id_that_is_no_activity_s_is_not_found(api: Api, operation: str, malformed: str) -> None:
    answer = await api.moderator().send(DECIDE, {"input": {"activityId": malformed}}, operation)
    assert answer.data["decision"] == NOT_FOUND


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
async def test_a_visitor_who_sees_an_activity_must_sign_in(api: Api, operation: str) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    before = await everything(api.engine)
    assert await decide(api.anonymous(), operation, published.id) == SIGN_IN_REQUIRED
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
async def test_only_moderators_here_and_the_organiser_decide_on_a_published_activity(api: Api, operation: str) -> None:
    published = replace(own(GENT_ID), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    before = await everything(api.engine)
    assert [
        await decide(api.signed_in("Na Tuurlijk", None), operation, published.id),
        await decide(api.organiser(), operation, published.id),
        await decide(api.other_moderator(), operation, published.id),
    ] == [NOT_YOURS] * 3
    assert await everything(api.engine) == before


@pytest.mark.parametrize(
    ("operation", "status", "message"),
    [
        ("Publish", ActivityStatus.PUBLISHED, "Deze activiteit is al gepubliceerd."),
        ("Publish", ActivityStatus.EXPIRED, "Deze activiteit is verlopen. Pas eerst de data aan."),
        ("Unpublish", ActivityStatus.DRAFT, "Deze activiteit staat niet online."),
        ("Unpublish", ActivityStatus.UNPUBLISHED, "Deze activiteit staat niet online."),
        ("Unpublish", ActivityStatus.EXPIRED, "Deze activiteit staat niet online."),
    ],
)
async def test_a_decision_that_does_not_fit_the_status_is_refused(
    api: Api, operation: str, status: ActivityStatus, message: str
) -> None:
    found = activity(status=status)
    await store(api.engine, [found])
    before = await everything(api.engine)
    assert await decide(api.moderator(), operation, found.id) == {
        "__typename": "WrongStatus",
        "code": "WRONG_STATUS",
        "message": message,
    }
    assert await everything(api.engine) == before


async def test_publishing_what_is_incomplete_says_everything_that_lacks(api: Api) -> None:
    bare = content(
        title=" ",
        description_html="",
        language="fr",
        types=(),
        location=Location(kind=LocationKind.ON_SITE, municipality=GENT),
        organiser=None,
        contacts=(),
    )
    draft = activity(content_=bare)
    await store(api.engine, [draft])
    before = await everything(api.engine)
    decision = await publish(api.moderator(), draft.id)
    gaps = [(gap["code"], gap["field"], gap["step"], gap["rule"]) for gap in decision.pop("problems")]
    assert decision == {
        "__typename": "ActivityIncomplete",
        "code": "ACTIVITY_INCOMPLETE",
        "message": "Activiteit kan niet worden gepubliceerd wegens mogelijke onvolledigheid.",
    }
    assert gaps == [
        ("TITLE_MISSING", "title", "WHAT", None),
        ("TYPE_MISSING", "types", "WHAT", None),
        ("DESCRIPTION_MISSING", "description", "WHAT", None),
        ("NOT_IN_DUTCH", "title", "WHAT", {"number": 1}),
        ("LOCATION_MISSING", "location", "WHERE", None),
        ("ORGANISER_MISSING", "organiser", "WHO", None),
        ("CONTACT_MISSING", "contacts", "WHO", None),
    ]
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
async def test_a_decision_on_an_old_version_is_refused_and_says_who_was_faster(api: Api, operation: str) -> None:
    status = ActivityStatus.UNPUBLISHED if operation == "Publish" else ActivityStatus.PUBLISHED
    found = activity(status=status, version=3)
    await store(api.engine, [found])
    before = await everything(api.engine)
    assert await decide(api.moderator(), operation, found.id, expectedVersion=2) == {
        "__typename": "VersionConflict",
        "code": "VERSION_CONFLICT",
        "message": "Intussen gewijzigd door UiTinVlaanderen. Bekijk de nieuwe versie en probeer opnieuw.",
        "currentVersion": 3,
        "changedBy": {"kind": "SYSTEM", "name": "UiTinVlaanderen"},
        "changedAt": "2026-11-21T13:00:00+01:00",
    }
    assert await everything(api.engine) == before


async def test_of_two_moderators_on_the_same_version_the_second_hears_of_the_first(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    await publish(api.moderator("Eerste"), draft.id, expectedVersion=1)
    decision = await publish(api.moderator("Tweede"), draft.id, expectedVersion=1)
    assert (decision["__typename"], decision["currentVersion"], decision["changedBy"]) == (
        "VersionConflict",
        2,
        {"kind": "PERSON", "name": "Eerste"},
    )


async def test_a_conflict_names_the_organisation_to_those_outside_it(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    await publish(api.organiser(), draft.id)
    decision = await unpublish(api.moderator(), draft.id, expectedVersion=1)
    assert (decision["changedBy"], decision["message"]) == (
        {"kind": "ORGANISATION", "name": "OCMW Gent"},
        "Intussen gewijzigd door OCMW Gent. Bekijk de nieuwe versie en probeer opnieuw.",
    )


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
async def test_a_reason_has_a_bound(api: Api, operation: str) -> None:
    found = activity(status=ActivityStatus.DRAFT if operation == "Publish" else ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    before = await everything(api.engine)
    refused = await decide(api.moderator(), operation, found.id, reason="x" * 1001)
    assert refused == invalid("reason", "Gebruik hoogstens 1000 tekens.")
    assert await everything(api.engine) == before
    accepted = await decide(api.moderator(), operation, found.id, reason="é" * 1000)
    assert accepted["activity"]["version"] == 2


@pytest.mark.parametrize("number", [0, -1, 2, 2_147_483_647])
async def test_a_rule_that_does_not_exist_cannot_be_cited(api: Api, number: int) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    before = await everything(api.engine)
    refused = await unpublish(api.moderator(), found.id, rule=number)
    assert refused == invalid("rule", f"Er is geen publicatieregel met nummer {number}.")
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ["Publish", "Unpublish"])
@pytest.mark.parametrize("key", ["", "k" * 201])
async def test_an_idempotency_key_has_bounds(api: Api, operation: str, key: str) -> None:
    found = activity(status=ActivityStatus.DRAFT if operation == "Publish" else ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    before = await everything(api.engine)
    refused = await decide(api.moderator(), operation, found.id, idempotencyKey=key)
    assert refused == invalid("idempotencyKey", "Gebruik 1 tot 200 tekens.")
    assert await everything(api.engine) == before


async def test_the_same_request_twice_is_carried_out_once(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    first = await publish(api.moderator(), draft.id, expectedVersion=1, reason="ok", idempotencyKey="k")
    after_first = await everything(api.engine)
    api.clock.advance(minutes=5)
    second = await publish(api.moderator(), draft.id, expectedVersion=1, reason="ok", idempotencyKey="k")
    assert second == first
    assert await everything(api.engine) == after_first


@pytest.mark.parametrize("changed", [{"reason": "iets anders"}, {"expectedVersion": 2}, {"reason": None}])
async def test_a_key_stands_for_one_wish(api: Api, changed: dict[str, Any]) -> None:
    draft = activity()
    await store(api.engine, [draft])
    wish = {"expectedVersion": 1, "reason": "ok", "idempotencyKey": "k"}
    await publish(api.moderator(), draft.id, **wish)
    after_first = await everything(api.engine)
    assert await publish(api.moderator(), draft.id, **{**wish, **changed}) == KEY_REUSED
    assert await everything(api.engine) == after_first


async def test_a_key_cannot_be_used_for_another_activity_or_operation(api: Api) -> None:
    draft, other = activity(), activity()
    await store(api.engine, [draft, other])
    await publish(api.moderator(), draft.id, idempotencyKey="k")
    after_first = await everything(api.engine)
    assert [
        await publish(api.moderator(), other.id, idempotencyKey="k"),
        await unpublish(api.moderator(), draft.id, idempotencyKey="k"),
    ] == [KEY_REUSED] * 2
    assert await everything(api.engine) == after_first


async def test_keys_of_two_people_do_not_meet(api: Api) -> None:
    draft, other = activity(), activity()
    await store(api.engine, [draft, other])
    decisions = [
        await publish(api.moderator("Eerste"), draft.id, idempotencyKey="k"),
        await publish(api.moderator("Tweede"), other.id, idempotencyKey="k"),
    ]
    assert [decision["__typename"] for decision in decisions] == ["ActivityPublished"] * 2


async def test_keys_of_one_person_in_two_organisations_do_not_meet(api: Api) -> None:
    draft, theirs = activity(), own(OCMW_GENT_ID)
    await store(api.engine, [draft, theirs])
    decisions = [
        await publish(api.signed_in("Dubbel", GENT_OVO, MODERATOR_RIGHT), draft.id, idempotencyKey="k"),
        await publish(api.signed_in("Dubbel", "OVO002633"), theirs.id, idempotencyKey="k"),
    ]
    assert [decision["__typename"] for decision in decisions] == ["ActivityPublished"] * 2


async def test_a_refused_request_may_be_tried_again_under_its_key(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    refused = await publish(api.moderator(), published.id, idempotencyKey="k")
    await unpublish(api.moderator(), published.id)
    accepted = await publish(api.moderator(), published.id, idempotencyKey="k")
    assert (refused["__typename"], accepted["__typename"]) == ("WrongStatus", "ActivityPublished")


async def test_a_key_is_forgotten_after_a_week(api: Api) -> None:
    draft, other = activity(), activity()
    await store(api.engine, [draft, other])
    await publish(api.moderator(), draft.id, idempotencyKey="k")
    api.clock.advance(days=7, seconds=1)
    decision = await publish(api.moderator(), other.id, idempotencyKey="k")
    assert decision["__typename"] == "ActivityPublished"

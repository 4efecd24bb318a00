"""Everything with a global id can be asked for by it, under the same rules as elsewhere."""

import uuid
from typing import Any

import pytest

from auth.development import subject_of
from domain.activities.model import ActivityStatus
from domain.actors import MODERATOR_RIGHT, person_key
from domain.inspiration.model import inspiration_id
from resolvers.ids import NodeKind, encode_id
from tests.api.asking import ADMINISTRATOR, ask
from tests.api.stored import file_reports, news, reported, tell
from tests.support.access import PREMIEZOEKER, appoint, employ, entitle, work_email
from tests.support.api import GENT_ID, Api
from tests.support.client import Client, activity_id, report_id
from tests.support.factories import GENT, activity, store

NODE = """
query Find($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Activity { title }
    ... on Organisation { name }
    ... on Municipality { name nis }
    ... on Territory { name }
    ... on Melding { text }
    ... on Inspiration { title }
    ... on Report { text }
    ... on Person { name }
    ... on WorkFeed { name }
    ... on Grant { status }
    ... on AccessRequest { kind }
    ... on WorkRelation { email }
  }
}
"""

MO_DERATOR = encode_id(NodeKind.PERSON, person_key(subject_of("Mo Derator")))


async def node(client: Client, global_id: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await client.send(NODE, {"id": global_id})).data["node"]
    return found


async def work_feed(client: Client) -> dict[str, Any]:
    """Make a private feed and return it."""
    query = """
    mutation { createWorkFeed(input: {nis: "44021"}) { ... on WorkFeedCreated { feed { id name } } } }
    """
    feed: dict[str, Any] = (await client.send(query)).data["createWorkFeed"]["feed"]
    return feed


async def test_each_kind_of_thing_is_found_by_its_id(api: Api) -> None:
    draft, told = activity(), news()
    await store(api.engine, [draft])
    await tell(api.engine, [told])
    complaint = reported(draft.id)
    await file_reports(api.engine, [complaint])
    feed = await work_feed(api.moderator())
    grant = await entitle(api.engine, "Mo Derator", GENT_ID, MODERATOR_RIGHT)
    relation = await employ(api.engine, "Mo Derator", GENT_ID)
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(api.moderator(), right=PREMIEZOEKER)
    expected: list[dict[str, Any]] = [
        {"__typename": "Activity", "id": activity_id(draft.id), "title": "Conversatietafel"},
        {"__typename": "Organisation", "id": encode_id(NodeKind.ORGANISATION, GENT_ID), "name": "Stad Gent"},
        {"__typename": "Municipality", "id": encode_id(NodeKind.MUNICIPALITY, GENT), "name": "Gent", "nis": GENT},
        {"__typename": "Territory", "id": encode_id(NodeKind.TERRITORY, GENT), "name": "Gent"},
        {
            "__typename": "Melding",
            "id": encode_id(NodeKind.MELDING, told.id),
            "text": "Een activiteit werd gepubliceerd",
        },
        {
            "__typename": "Inspiration",
            "id": encode_id(NodeKind.INSPIRATION, inspiration_id("MOESTUIN")),
            "title": "Samen werken in de moestuin",
        },
        {"__typename": "Report", "id": report_id(complaint.id), "text": "Dit klopt niet."},
        {"__typename": "Person", "id": MO_DERATOR, "name": "Mo Derator"},
        {"__typename": "WorkFeed", "id": feed["id"], "name": feed["name"]},
        {"__typename": "Grant", "id": encode_id(NodeKind.GRANT, grant.id), "status": "ACTIVE"},
        {"__typename": "AccessRequest", "id": request_id, "kind": "RIGHT"},
        {
            "__typename": "WorkRelation",
            "id": encode_id(NodeKind.WORK_RELATION, relation.id),
            "email": work_email("Mo Derator"),
        },
    ]
    assert [each["__typename"] for each in expected] == list(NodeKind)
    assert [await node(api.moderator(), each["id"]) for each in expected] == expected


async def test_a_visitor_finds_what_is_public_and_nothing_else(api: Api) -> None:
    draft, published, told = activity(), activity(status=ActivityStatus.PUBLISHED), news()
    await store(api.engine, [draft, published])
    await tell(api.engine, [told])
    complaint = reported(published.id)
    await file_reports(api.engine, [complaint])
    feed = await work_feed(api.moderator())
    ids = [
        activity_id(published.id),
        encode_id(NodeKind.ORGANISATION, GENT_ID),
        encode_id(NodeKind.MUNICIPALITY, GENT),
        activity_id(draft.id),
        encode_id(NodeKind.TERRITORY, GENT),
        encode_id(NodeKind.MELDING, told.id),
        report_id(complaint.id),
        MO_DERATOR,
        feed["id"],
    ]
    found = [await node(api.anonymous(), each) for each in ids]
    assert [each and each["__typename"] for each in found] == [
        "Activity",
        "Organisation",
        "Municipality",
        *(None,) * 6,
    ]


async def test_a_colleague_and_what_is_theirs_are_not_found(api: Api) -> None:
    feed = await work_feed(api.moderator())
    assert [await node(api.moderator("Collega"), each) for each in (MO_DERATOR, feed["id"])] == [None, None]


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "x",
        "é",
        "=",
        "QWN0aXZpdHk",
        "a" * 10_000,
        str(GENT_ID),
        encode_id(NodeKind.ACTIVITY, uuid.UUID(int=0)),
        encode_id(NodeKind.ACTIVITY, GENT_ID),
        encode_id(NodeKind.ACTIVITY, "x"),
        encode_id(NodeKind.ORGANISATION, uuid.UUID(int=0)),
        encode_id(NodeKind.ORGANISATION, ""),
        encode_id(NodeKind.MUNICIPALITY, "71022"),
        encode_id(NodeKind.MUNICIPALITY, "x"),
        encode_id(NodeKind.TERRITORY, "99999"),
        encode_id(NodeKind.MELDING, uuid.UUID(int=0)),
        encode_id(NodeKind.MELDING, "1"),
        encode_id(NodeKind.REPORT, uuid.UUID(int=0)),
        encode_id(NodeKind.PERSON, ""),
    ],
)
async def test_an_id_of_nothing_finds_nothing(api: Api, unknown: str) -> None:
    assert await node(api.moderator(), unknown) is None


async def test_a_municipality_with_an_id_that_no_text_holds_is_not_found(api: Api) -> None:
    assert await node(api.moderator(), encode_id(NodeKind.MUNICIPALITY, "44021\0")) is None

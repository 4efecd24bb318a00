"""What was done to an activity: for those who look after it, with persons named to their colleagues only."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from domain.activities.model import UIT_AUTHOR, ActivityStatus, ActorKind
from domain.actors import MODERATOR_RIGHT
from domain.audit import AuditAction, Change
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from resolvers.ids import NodeKind, encode_id
from tests.api.counting import Counting
from tests.api.listing import walk
from tests.api.stored import add_organisations, complain, entry, note
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api
from tests.support.client import Client, activity_id
from tests.support.factories import HASSELT, activity, on_site, own, store

HISTORY = """
query History($id: ID!) {
  activity(id: $id) {
    history {
      totalCount
      nodes {
        at action actor { kind name } actingAs { id name } reason rule { number version }
        changes { field before after origin }
      }
    }
  }
}
"""

PAGE = """
query Page($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  activity(id: $id) {
    history(first: $first, after: $after, last: $last, before: $before) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id: reason } }
    }
  }
}
"""

ACTORS = "query Q($id: ID!) { activity(id: $id) { history { nodes { actor { kind name } } } } }"

OF_MANY = "{ activities(first: 50) { nodes { history { nodes { reason } } } } }"


async def history(client: Client, id: uuid.UUID, query: str = HISTORY) -> Any:  # noqa: A002 - as the API calls it
    """Return the history of an activity, asked for twice: executed first, then planned."""
    executed, planned = [await client.send(query, {"id": activity_id(id)}) for _ in range(2)]
    assert planned == executed
    return executed.data["activity"] and executed.data["activity"]["history"]


async def test_it_is_there_for_moderators_of_the_territory_and_for_the_organisation(api: Api) -> None:
    published = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await note(api.engine, [entry(published)])
    concerned = [api.moderator(), api.organiser()]
    others = [
        api.anonymous(),
        api.signed_in("Na Tuurlijk", None),
        api.signed_in("Na Tuurlijk", None, MODERATOR_RIGHT),
        api.signed_in("An Der", "OVO002672"),
        api.signed_in("Mo zonder recht", GENT_OVO),
        api.administrator(),
        api.other_moderator(),
    ]
    assert [(await history(client, published.id))["totalCount"] for client in concerned] == [1, 1]
    assert [await history(client, published.id) for client in others] == [None] * len(others)


async def test_it_goes_with_an_activity_that_moves_to_another_territory(api: Api) -> None:
    moved = activity(territory=HASSELT, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [moved])
    await note(api.engine, [entry(replace(moved, content=replace(moved.content, location=on_site(None))))])
    assert await history(api.moderator(), moved.id) is None
    assert (await history(api.other_moderator(), moved.id))["totalCount"] == 1


async def test_nothing_of_a_draft_s_history_is_told_to_who_may_not_see_it(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    await note(api.engine, [entry(draft)])
    assert [await history(client, draft.id) for client in (api.anonymous(), api.other_moderator())] == [None, None]


async def test_only_what_was_done_to_this_activity_is_in_it(api: Api) -> None:
    one, other = own(GENT_ID), own(GENT_ID)
    await store(api.engine, [one, other])
    await note(api.engine, [entry(other)])
    assert await history(api.moderator(), one.id) == {"totalCount": 0, "nodes": []}


async def test_a_person_is_named_to_colleagues_only(api: Api) -> None:
    published = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await note(
        api.engine,
        [
            entry(published, actor_name="Mo Derator"),
            entry(published, actor_name="Or Ganisator", acting_as=OCMW_GENT_ID, acting_as_name="OCMW Gent"),
        ],
    )
    seen = [
        [
            (each["actor"]["kind"], each["actor"]["name"])
            for each in (await history(client, published.id, ACTORS))["nodes"]
        ]
        for client in (api.moderator(), api.organiser())
    ]
    assert seen == [
        [("ORGANISATION", "OCMW Gent"), ("PERSON", "Mo Derator")],
        [("PERSON", "Or Ganisator"), ("ORGANISATION", "Stad Gent")],
    ]


async def test_colleagues_of_one_who_joined_another_organisation_see_the_one_of_then(api: Api) -> None:
    published = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await note(api.engine, [entry(published)])
    same_person = api.signed_in("Mo Derator", OCMW_GENT_OVO)
    assert (await history(same_person, published.id, ACTORS))["nodes"][0]["actor"]["name"] == "Stad Gent"


async def test_a_source_has_done_what_it_changed(api: Api) -> None:
    imported = activity()
    await store(api.engine, [imported])
    changes = (Change(field="title", before=None, after="Praattafel"), Change(field="image", before="x", after=None))
    of_uit = entry(
        imported,
        action=AuditAction.CHANGED_AT_SOURCE,
        actor_kind=UIT_AUTHOR.kind,
        actor_id=None,
        actor_name=UIT_AUTHOR.name,
        acting_as=None,
        acting_as_name=None,
        changes=changes,
    )
    await note(api.engine, [of_uit])
    assert (await history(api.moderator(), imported.id))["nodes"] == [
        {
            "at": "2026-11-21T13:00:00+01:00",
            "action": "CHANGED_AT_SOURCE",
            "actor": {"kind": "SYSTEM", "name": "UiTinVlaanderen"},
            "actingAs": None,
            "reason": None,
            "rule": None,
            "changes": [
                {"field": "title", "before": None, "after": "Praattafel", "origin": "UIT"},
                {"field": "image", "before": "x", "after": None, "origin": "UIT"},
            ],
        }
    ]


async def test_every_action_can_be_shown(api: Api) -> None:
    imported = activity()
    await store(api.engine, [imported])
    await note(api.engine, [entry(imported, action=action) for action in AuditAction])
    nodes = (await history(api.moderator(), imported.id))["nodes"]
    assert [node["action"] for node in nodes] == [action.value for action in reversed(AuditAction)]


async def test_an_organisation_that_is_gone_lives_on_in_name(api: Api) -> None:
    (gone,) = await add_organisations(api.engine, ["Buurthuis"])
    imported = activity()
    await store(api.engine, [imported])
    await note(api.engine, [entry(imported, acting_as=gone, acting_as_name="Buurthuis")])
    (before,) = (await history(api.moderator(), imported.id))["nodes"]
    assert before["actingAs"] == {"id": encode_id(NodeKind.ORGANISATION, gone), "name": "Buurthuis"}
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(delete(organisation).where(organisation.c.id == gone))
        await connection.commit()
    (after,) = (await history(api.moderator(), imported.id))["nodes"]
    assert after == {**before, "actingAs": None}
    assert after["actor"] == {"kind": ActorKind.ORGANISATION.value, "name": "Buurthuis"}


async def test_pages_hold_everything_once_newest_first(api: Api) -> None:
    imported = activity()
    await store(api.engine, [imported])
    await note(api.engine, [entry(imported, reason=str(number)) for number in range(7)])
    client, path, variables = api.moderator(), ["activity", "history"], {"id": activity_id(imported.id)}
    whole = [str(number) for number in reversed(range(7))]
    for size in (1, 2, 3, 100):
        forward = await walk(client, PAGE, path, variables, size=size)
        backward = await walk(client, PAGE, path, variables, size=size, backward=True)
        assert [each for page in forward for each in page] == whole
        assert [each for page in reversed(backward) for each in page] == whole


@pytest.mark.parametrize(
    ("given", "code"),
    [({"after": "niets"}, "BAD_CURSOR"), ({"first": 0}, "BAD_PAGE"), ({"first": 1, "last": 1}, "BAD_PAGE")],
)
async def test_a_page_that_cannot_be_is_refused(api: Api, given: dict[str, Any], code: str) -> None:
    imported = activity()
    await store(api.engine, [imported])
    for _ in range(2):
        answer = await api.moderator().send(PAGE, {"id": activity_id(imported.id), **given})
        assert answer.error_codes == [code]


async def test_it_says_nothing_of_who_reported(api: Api) -> None:
    imported = activity()
    await store(api.engine, [imported])
    await complain(api.engine, imported)
    await note(api.engine, [entry(imported)])
    answer = await api.moderator().send(HISTORY, {"id": activity_id(imported.id)})
    assert "melder" not in str(answer.body)


async def test_nobody_pays_for_histories_that_are_not_theirs(api: Api, counting: Counting) -> None:
    await store(api.engine, [activity(status=ActivityStatus.PUBLISHED) for _ in range(10)])
    elsewhere = api.other_moderator()
    # Who that is, is known for a while from the first request on.
    await elsewhere.send("{ publicationRules { number } }")
    for client in (api.anonymous(), elsewhere):
        for _ in range(2):
            with counting() as statements:
                nodes = (await client.send(OF_MANY)).data["activities"]["nodes"]
            assert (nodes, len(statements)) == ([{"history": None}] * 10, 1)


async def test_what_was_done_to_reports_is_for_moderators_only(api: Api) -> None:
    published = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    dismissed = entry(published, action=AuditAction.REPORT_RESOLVED, report_id=uuid.uuid4(), reason="onterecht")
    await note(api.engine, [entry(published), dismissed])
    assert (await history(api.moderator(), published.id))["totalCount"] == 2
    seen = await history(api.organiser(), published.id)
    assert (seen["totalCount"], [each["action"] for each in seen["nodes"]]) == (1, ["PUBLISHED"])

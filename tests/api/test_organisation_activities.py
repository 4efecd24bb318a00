"""The activities of an organisation: as far as one may see them, chosen and sorted as everywhere."""

import uuid
from dataclasses import replace
from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from resolvers.ids import NodeKind, encode_id
from tests.api.listing import walk
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import HASSELT, content, on_site, own, store

LIST = """
query List(
  $id: ID!, $filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String
) {
  node(id: $id) {
    ... on Organisation {
      activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id status } }
      }
    }
  }
}
"""

THROUGH_AN_ACTIVITY = """
query Q($id: ID!) {
  activity(id: $id) { organiser { organisation { activities(orderBy: {field: TITLE}) { totalCount nodes { id } } } } }
}
"""

OCMW = encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)


async def statuses(client: Client, chosen: dict[str, Any] | None = None) -> list[str]:
    found = (await client.send(LIST, {"id": OCMW, "filter": chosen})).data["node"]["activities"]
    shown = sorted(edge["node"]["status"] for edge in found["edges"])
    assert found["totalCount"] == len(shown)
    return shown


async def test_everybody_sees_of_them_what_they_may_see(api: Api) -> None:
    there = own(OCMW_GENT_ID, status=ActivityStatus.UNPUBLISHED)
    there = replace(there, content=replace(there.content, location=on_site(HASSELT)))
    await store(api.engine, [*(own(OCMW_GENT_ID, status=status) for status in ActivityStatus), there, own(GENT_ID)])
    everything = ["DRAFT", "EXPIRED", "PUBLISHED", "UNPUBLISHED"]
    assert await statuses(api.organiser()) == [*everything, "UNPUBLISHED"]
    assert await statuses(api.moderator()) == everything
    assert await statuses(api.other_moderator()) == ["PUBLISHED", "UNPUBLISHED"]
    for client in (api.anonymous(), api.signed_in("Na Tuurlijk", None), api.signed_in("An Der", "OVO002672")):
        assert await statuses(client) == ["PUBLISHED"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"statuses": ["DRAFT"]}, ["DRAFT"]),
        ({"organisation": OCMW}, ["DRAFT", "PUBLISHED"]),
        ({"organisation": encode_id(NodeKind.ORGANISATION, GENT_ID)}, []),
        ({"organisation": encode_id(NodeKind.ORGANISATION, uuid.UUID(int=0))}, []),
        ({"organisation": "x"}, []),
        ({"search": "fotoclub"}, ["PUBLISHED"]),
        ({"municipality": "71072"}, []),
    ],
)
async def test_a_filter_chooses_among_them(api: Api, chosen: dict[str, Any], expected: list[str]) -> None:
    named = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    named = replace(named, content=content(title="Fotoclub", organiser=named.content.organiser))
    await store(api.engine, [own(OCMW_GENT_ID), named, own(GENT_ID, status=ActivityStatus.PUBLISHED)])
    assert await statuses(api.organiser(), chosen) == expected


async def test_pages_hold_everything_once(api: Api) -> None:
    stored = [replace(own(OCMW_GENT_ID), views=number % 3) for number in range(7)]
    await store(api.engine, stored)
    client, path = api.organiser(), ["node", "activities"]
    for field in ("UPDATED_AT", "VIEWS", "TITLE"):
        variables = {"id": OCMW, "orderBy": {"field": field, "direction": "DESC"}}
        ((*whole,),) = await walk(client, LIST, path, variables, size=100)
        assert sorted(whole) == sorted(activity_id(each.id) for each in stored)
        for size in (1, 3):
            pages = await walk(client, LIST, path, variables, size=size)
            assert [each for page in pages for each in page] == whole


async def test_what_was_changed_last_comes_first_when_nothing_is_asked(api: Api) -> None:
    old, new = own(OCMW_GENT_ID), own(OCMW_GENT_ID)
    api.clock.advance(hours=1)
    await store(api.engine, [replace(new, updated_at=api.clock.now()), old])
    edges = (await api.organiser().send(LIST, {"id": OCMW})).data["node"]["activities"]["edges"]
    assert [edge["node"]["id"] for edge in edges] == [activity_id(new.id), activity_id(old.id)]


async def test_they_are_found_through_an_activity_too_by_plan_as_by_the_executor(api: Api) -> None:
    published, draft = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED), own(OCMW_GENT_ID)
    await store(api.engine, [published, draft])
    for client, count in ((api.anonymous(), 1), (api.organiser(), 2)):
        variables = {"id": activity_id(published.id)}
        executed = await client.send(f"{THROUGH_AN_ACTIVITY} # {count}", variables)
        planned = await client.send(f"{THROUGH_AN_ACTIVITY} # {count}", variables)
        assert planned == executed
        assert executed.data["activity"]["organiser"]["organisation"]["activities"]["totalCount"] == count
    assert api.planner.counts["planned"] == 2


async def test_a_cursor_of_another_list_is_refused(api: Api) -> None:
    assert (await api.organiser().send(LIST, {"id": OCMW, "after": "niets"})).error_codes == ["BAD_CURSOR"]
    assert (await api.organiser().send(LIST, {"id": OCMW, "first": 101})).error_codes == ["BAD_PAGE"]

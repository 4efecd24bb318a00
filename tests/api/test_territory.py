"""The moderators' table: every activity on their territory, in every status, for them alone."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activities.listing import ActivityOrderField
from domain.activities.model import ActivityStatus, Organiser
from domain.actors import MODERATOR_RIGHT
from resolvers.ids import NodeKind, encode_id
from tests.api.listing import from_here, mixed, on, ordered, walk
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, HASSELT, activity, content, own, store

TABLE = """
query Table($filter: ActivityFilter, $orderBy: ActivityOrder) {
  territory(nis: "44021") { activities(filter: $filter, orderBy: $orderBy) { totalCount nodes { title } } }
}
"""

PAGE = """
query Page($filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String) {
  territory(nis: "44021") {
    activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
    }
  }
}
"""

EVERYTHING = """
{
  territory(nis: "44021") {
    id name unreadMeldingen municipalities { nis }
    activities { totalCount }
    organisations { totalCount }
    meldingen { totalCount }
  }
}
"""

EVERY_STATUS_BUT_DELETED = [status for status in ActivityStatus if status is not ActivityStatus.DELETED]


async def titles(client: Client, chosen: dict[str, Any] | None = None) -> list[str]:
    order = {"field": "TITLE", "direction": "ASC"}
    found = (await client.send(TABLE, {"filter": chosen, "orderBy": order})).data["territory"]["activities"]
    names = [node["title"] for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return names


async def test_it_holds_every_status_but_deleted_and_no_other_territory(api: Api) -> None:
    here = [activity(content_=content(title=status), status=status) for status in ActivityStatus]
    elsewhere = [activity(territory=HASSELT, status=ActivityStatus.PUBLISHED), activity(territory=None)]
    await store(api.engine, [*here, *elsewhere])
    assert await titles(api.moderator()) == ["DRAFT", "EXPIRED", "PUBLISHED", "UNPUBLISHED"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"statuses": ["DRAFT"]}, ["Breien"]),
        ({"statuses": ["PUBLISHED", "UNPUBLISHED"]}, ["Fotoclub", "Zingen"]),
        ({"statuses": ["DELETED"]}, []),
        ({"statuses": []}, ["Breien", "Fotoclub", "Zingen"]),
        ({"sources": ["OWN"]}, ["Fotoclub"]),
        ({"sources": ["UIT"]}, ["Breien", "Zingen"]),
        ({"organisation": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)}, ["Fotoclub"]),
        ({"organisation": encode_id(NodeKind.ORGANISATION, GENT_ID)}, []),
        ({"organisation": encode_id(NodeKind.ORGANISATION, uuid.UUID(int=0))}, []),
        ({"organisation": encode_id(NodeKind.TERRITORY, "44021")}, []),
        ({"municipality": "44021"}, ["Breien", "Fotoclub", "Zingen"]),
        ({"municipality": "71072"}, []),
        ({"search": "foto"}, ["Fotoclub"]),
        ({"types": ["WORKSHOP"]}, ["Breien"]),
        ({"from": "2027-01-01"}, ["Zingen"]),
        ({"online": False, "statuses": ["DRAFT"], "types": ["WORKSHOP"]}, ["Breien"]),
        ({"statuses": ["DRAFT"], "sources": ["OWN"]}, []),
    ],
)
async def test_every_condition_of_a_filter_must_hold(api: Api, chosen: dict[str, Any], expected: list[str]) -> None:
    organiser = Organiser(name="OCMW Gent", organisation_id=OCMW_GENT_ID)
    fotoclub = activity(content_=content(title="Fotoclub", organiser=organiser), status=ActivityStatus.PUBLISHED)
    await store(
        api.engine,
        [
            from_here(fotoclub),
            activity(content_=content(title="Breien", types=("WORKSHOP",))),
            activity(
                content_=content(title="Zingen", schedule=on(date(2027, 1, 1))), status=ActivityStatus.UNPUBLISHED
            ),
            activity(territory=HASSELT, status=ActivityStatus.PUBLISHED),
        ],
    )
    assert await titles(api.moderator(), chosen) == expected


async def test_an_empty_id_is_no_organisation_s(api: Api) -> None:
    await store(api.engine, [activity(), own(OCMW_GENT_ID)])
    assert await titles(api.moderator(), {"organisation": ""}) == []


@pytest.mark.parametrize("field", list(ActivityOrderField))
async def test_pages_hold_everything_once_in_one_order_property(api: Api, field: ActivityOrderField) -> None:
    stored = mixed(EVERY_STATUS_BUT_DELETED)
    await store(api.engine, stored)
    client = api.moderator()
    for direction in ("ASC", "DESC"):
        variables = ordered(field, direction)
        path = ["territory", "activities"]
        ((*whole,),) = await walk(client, PAGE, path, variables, size=100)
        assert sorted(whole) == sorted(activity_id(each.id) for each in stored)
        for size in (1, 2, 3):
            forward = await walk(client, PAGE, path, variables, size=size)
            backward = await walk(client, PAGE, path, variables, size=size, backward=True)
            assert [each for page in forward for each in page] == whole
            assert [each for page in reversed(backward) for each in page] == whole


@pytest.mark.parametrize(
    ("field", "column"),
    [
        (ActivityOrderField.STATUS, "status"),
        (ActivityOrderField.UPDATED_AT, "updatedAt"),
        (ActivityOrderField.CREATED_AT, "createdAt"),
        (ActivityOrderField.VIEWS, "views"),
    ],
)
async def test_it_is_sorted_on_the_column_that_was_asked_for(api: Api, field: ActivityOrderField, column: str) -> None:
    await store(api.engine, mixed(EVERY_STATUS_BUT_DELETED))
    query = TABLE.replace("{ title }", f"{{ {column} }}")
    shown: dict[str, list[Any]] = {}
    for direction in ("ASC", "DESC"):
        variables = {"orderBy": {"field": field, "direction": direction}}
        nodes = (await api.moderator().send(query, variables)).data["territory"]["activities"]["nodes"]
        shown[direction] = [node[column] for node in nodes]
    assert shown == {"ASC": sorted(shown["ASC"]), "DESC": sorted(shown["ASC"], reverse=True)}


async def test_it_is_sorted_on_the_organiser_without_case_and_accents(api: Api) -> None:
    names = ["Brug", "âtelier", "Wijk", "atelier", "Één"]
    await store(api.engine, [activity(content_=content(organiser=Organiser(name=name))) for name in names])
    query = TABLE.replace("{ title }", "{ organiser { name } }")
    variables = {"orderBy": {"field": "ORGANISER", "direction": "ASC"}}
    nodes = (await api.moderator().send(query, variables)).data["territory"]["activities"]["nodes"]
    shown = [node["organiser"]["name"] for node in nodes]
    assert (sorted(shown[:2]), shown[2:]) == (["atelier", "âtelier"], ["Brug", "Één", "Wijk"])


async def test_what_was_changed_last_comes_first_when_nothing_is_asked(api: Api) -> None:
    old, new = activity(content_=content(title="Oud")), activity(content_=content(title="Nieuw"))
    api.clock.advance(hours=1)
    await store(api.engine, [old, replace(new, updated_at=api.clock.now())])
    nodes = (await api.moderator().send(TABLE)).data["territory"]["activities"]["nodes"]
    assert [node["title"] for node in nodes] == ["Nieuw", "Oud"]


async def test_a_moderator_sees_the_whole_territory(api: Api) -> None:
    await store(api.engine, [activity(), own(GENT_ID)])
    assert (await api.moderator().send(EVERYTHING)).data == {
        "territory": {
            "id": encode_id(NodeKind.TERRITORY, GENT),
            "name": "Gent",
            "unreadMeldingen": 0,
            "municipalities": [{"nis": GENT}],
            "activities": {"totalCount": 2},
            "organisations": {"totalCount": 2},
            "meldingen": {"totalCount": 0},
        }
    }


async def test_nobody_else_has_it(api: Api) -> None:
    await store(api.engine, [activity(), own(OCMW_GENT_ID)])
    clients = [
        api.anonymous(),
        api.signed_in("Na Tuurlijk", None),
        api.organiser(),
        api.administrator(),
        api.other_moderator(),
        api.signed_in("Mo zonder recht", GENT_OVO),
        api.signed_in("Mo bij het OCMW", OCMW_GENT_OVO, MODERATOR_RIGHT),
        api.signed_in("Mo met half recht", GENT_OVO, "AGII_Aanbodplatform_LB"),
    ]
    assert [(await client.send(EVERYTHING)).data for client in clients] == [{"territory": None}] * 8

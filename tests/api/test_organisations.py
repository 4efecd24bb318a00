"""The organisations on a territory: by name, with what they organise as far as one may see it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from domain.activities.model import ActivityStatus
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from resolvers.ids import NodeKind, encode_id
from tests.api.listing import walk
from tests.api.stored import add_organisations
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.clock import START
from tests.support.factories import HASSELT, own, store

LIST = """
query List($search: String, $first: Int, $after: String, $last: Int, $before: String) {
  territory(nis: "44021") {
    organisations(search: $search, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id name } }
    }
  }
}
"""

ONE = """
query One($id: ID!) {
  node(id: $id) {
    ... on Organisation {
      name kbo ovo kind registeredAt municipality { name } contacts { kind value }
      activityCounts { draft published unpublished expired }
    }
  }
}
"""

PATH = ["territory", "organisations"]


async def names(api: Api, search: str | None = None) -> list[str]:
    found = (await api.moderator().send(LIST, {"search": search})).data["territory"]["organisations"]
    shown = [edge["node"]["name"] for edge in found["edges"]]
    assert found["totalCount"] == len(shown)
    return shown


async def test_they_are_listed_by_name_without_case_and_accents(api: Api) -> None:
    await add_organisations(api.engine, ["zwaluw", "École", "De Brug", "eclips"])
    assert await names(api) == ["De Brug", "eclips", "École", "OCMW Gent", "Stad Gent", "zwaluw"]


async def test_those_elsewhere_and_those_that_ended_are_left_out(api: Api) -> None:
    await add_organisations(api.engine, ["Elders"], HASSELT)
    (ended,) = await add_organisations(api.engine, ["Gestopt"])
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(update(organisation).where(organisation.c.id == ended).values(ended_on=START.date()))
        await connection.commit()
    assert await names(api) == ["OCMW Gent", "Stad Gent"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("ECOLE", ["École"]),
        ("gent ocmw", ["OCMW Gent"]),
        ("0207451227", ["Stad Gent"]),
        ("OVO002633", ["OCMW Gent"]),
        ("ovo002633", ["OCMW Gent"]),
        ("020745", []),
        ("%", ["100% Gent"]),
        ("_", []),
        ("", ["100% Gent", "École", "OCMW Gent", "Stad Gent"]),
        ("nergens", []),
    ],
)
async def test_they_are_found_by_name_or_number(api: Api, search: str, expected: list[str]) -> None:
    await add_organisations(api.engine, ["École", "100% Gent"])
    assert await names(api, search) == expected


async def test_pages_hold_everything_once(api: Api) -> None:
    await add_organisations(api.engine, ["De Brug", "De Brug", "de brug", "Dé Brug", "Wijk"])
    client = api.moderator()
    ((*whole,),) = await walk(client, LIST, PATH, {}, size=100)
    assert len(set(whole)) == 7
    for size in (1, 2, 3):
        forward = await walk(client, LIST, PATH, {}, size=size)
        backward = await walk(client, LIST, PATH, {}, size=size, backward=True)
        assert [each for page in forward for each in page] == whole
        assert [each for page in reversed(backward) for each in page] == whole


async def test_an_organisation_is_shown_with_its_details(api: Api) -> None:
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        contacts = [{"kind": "EMAIL", "value": "info@example.org"}]
        await connection.execute(
            update(organisation).where(organisation.c.id == GENT_ID).values(contacts=contacts, registered_at=START)
        )
        await connection.commit()
    found = await api.anonymous().send(ONE, {"id": encode_id(NodeKind.ORGANISATION, GENT_ID)})
    assert found.data["node"] == {
        "name": "Stad Gent",
        "kbo": "0207451227",
        "ovo": "OVO002067",
        "kind": "MUNICIPALITY",
        "registeredAt": "2026-11-21T13:00:00+01:00",
        "municipality": {"name": "Gent"},
        "contacts": [{"kind": "EMAIL", "value": "info@example.org"}],
        "activityCounts": {"draft": 0, "published": 0, "unpublished": 0, "expired": 0},
    }


async def test_activities_are_counted_as_far_as_one_may_see_them(api: Api) -> None:
    theirs = [replace(own(OCMW_GENT_ID), status=status) for status in ActivityStatus]
    abroad = own(OCMW_GENT_ID)
    abroad = replace(
        abroad, content=replace(abroad.content, location=replace(abroad.content.location, municipality=HASSELT))
    )
    await store(api.engine, [*theirs, abroad])

    def counts(draft: int, published: int, unpublished: int, expired: int) -> dict[str, Any]:
        return {"draft": draft, "published": published, "unpublished": unpublished, "expired": expired}

    clients = [api.anonymous(), api.other_moderator(), api.moderator(), api.organiser()]
    variables = {"id": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)}
    assert [(await client.send(ONE, variables)).data["node"]["activityCounts"] for client in clients] == [
        counts(0, 1, 0, 0),
        counts(1, 1, 0, 0),
        counts(1, 1, 1, 1),
        counts(2, 1, 1, 1),
    ]

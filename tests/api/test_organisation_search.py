"""Finding the organisation to ask for access to: by name or number, in a target group."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.organisations.target_groups import TargetGroup
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from schema import contract
from tests.api.asking import GENT_AS_ID
from tests.api.listing import walk
from tests.api.stored import add_organisations
from tests.support.access import appoint
from tests.support.api import GENT_ID, Api
from tests.support.clock import START
from tests.support.factories import HASSELT

FIND = """
query Find($search: String!, $group: String, $first: Int, $after: String, $last: Int, $before: String) {
  organisations(search: $search, targetGroup: $group, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id name targetGroup { code } } }
  }
}
"""


async def found(api: Api, search: str, group: str | None = None) -> list[str]:
    answer = await api.anonymous().send(FIND, {"search": search, "group": group, "first": 100})
    listed = answer.data["organisations"]
    assert listed["totalCount"] == len(listed["edges"])
    return [edge["node"]["name"] for edge in listed["edges"]]


async def change(api: Api, key: UUID, **values: Any) -> None:
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(update(organisation).where(organisation.c.id == key).values(**values))
        await connection.commit()


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("ECOLE", ["École"]),
        ("gent ocmw", ["OCMW Gent"]),
        ("gent stda", []),
        ("zwaulwen", ["De Zwaluwen"]),
        ("0207451227", ["Stad Gent"]),
        ("0207.451.227", ["Stad Gent"]),
        ("BE0207451227", ["Stad Gent"]),
        ("BE 0207 451 227", ["Stad Gent"]),
        ("be-0207/451/227", ["Stad Gent"]),
        ("207.451.227", ["Stad Gent"]),
        ("0207451228", []),
        ("020745122", []),
        ("OVO002633", ["OCMW Gent"]),
        ("ovo 002633", ["OCMW Gent"]),
        ("OVO00263", []),
        ("OVO", []),
        ("", []),
        (" . ", []),
        ("g", []),
        ("%%", []),
        ("__", []),
        ("\0\0", []),
        ("éc", ["École"]),
    ],
)
async def test_they_are_found_by_name_or_number(api: Api, search: str, expected: list[str]) -> None:
    await add_organisations(api.engine, ["École", "De Zwaluwen"], HASSELT)
    names = await found(api, search)
    # Of a short word there are more in the reference data.
    assert [each for each in names if each in {"École", "De Zwaluwen", "Stad Gent", "OCMW Gent"}] == expected
    assert expected or names == []


@pytest.mark.parametrize("group", list(TargetGroup))
async def test_they_are_found_in_their_target_group_alone(api: Api, group: TargetGroup) -> None:
    keys = await add_organisations(api.engine, [f"Zwaluw {each}" for each in TargetGroup])
    for code, key in zip(TargetGroup, keys, strict=True):
        await change(api, key, target_group=code.value)
    assert await found(api, "zwaluw", group.value) == [f"Zwaluw {group}"]
    assert len(await found(api, "zwaluw")) == len(TargetGroup)


async def test_a_kind_says_the_target_group_of_what_was_not_placed(api: Api) -> None:
    await add_organisations(api.engine, ["Vrienden van OCMW Gent"])
    assert await found(api, "ocmw gent", "LB") == ["OCMW Gent"]
    assert await found(api, "ocmw gent", "EA") == ["Vrienden van OCMW Gent"]
    assert await found(api, "ocmw gent", "GID") == []


async def test_an_organisation_shows_the_target_group_that_it_is_found_in(api: Api) -> None:
    (key,) = await add_organisations(api.engine, ["Zwaluw"])
    for placed in (None, *TargetGroup):
        await change(api, key, target_group=placed)
        shown = (await api.anonymous().send(FIND, {"search": "zwaluw"})).data["organisations"]["edges"][0]["node"]
        assert await found(api, "zwaluw", shown["targetGroup"]["code"]) == ["Zwaluw"]


async def test_a_target_group_that_does_not_exist_is_refused(api: Api) -> None:
    answer = await api.anonymous().send(FIND, {"search": "gent", "group": "XX"})
    assert answer.error_codes == ["BAD_VALUE"]
    assert answer.body["errors"][0]["message"] == "Deze doelgroep bestaat niet. Kies uit: LB, EA, GID, OV."


async def test_one_that_ended_is_not_found(api: Api) -> None:
    await change(api, GENT_ID, ended_on=START.date())
    assert await found(api, "0207451227") == []
    assert "Stad Gent" not in await found(api, "gent")


async def test_pages_hold_everything_once(api: Api) -> None:
    await add_organisations(api.engine, ["De Brug", "De Brug", "de brug", "Dé Brug", "Brug de"])
    client, variables = api.anonymous(), {"search": "brug de"}
    ((*whole,),) = await walk(client, FIND, ["organisations"], variables, size=100)
    assert len(set(whole)) >= 5
    for size in (1, 2, 3):
        forward = await walk(client, FIND, ["organisations"], variables, size=size)
        backward = await walk(client, FIND, ["organisations"], variables, size=size, backward=True)
        assert [each for page in forward for each in page] == whole
        assert [each for page in reversed(backward) for each in page] == whole


@pytest.mark.parametrize(
    ("given", "code"), [({"first": 101}, "BAD_PAGE"), ({"after": "niets"}, "BAD_CURSOR"), ({"first": 0}, "BAD_PAGE")]
)
async def test_a_page_is_bounded(api: Api, given: dict[str, Any], code: str) -> None:
    assert (await api.anonymous().send(FIND, {"search": "gent", **given})).error_codes == [code]


async def test_find_organisation(api: Api) -> None:
    await appoint(api.engine, "Lo Beheerder", GENT_ID)
    variables = contract.variables()["FindOrganisation"]
    answer = await api.anonymous().send(contract.operations()["FindOrganisation"], variables, "FindOrganisation")
    assert [edge["node"] for edge in answer.data["organisations"]["edges"]] == [
        {
            "id": GENT_AS_ID,
            "name": "Stad Gent",
            "kbo": "0207451227",
            "ovo": "OVO002067",
            "canReceiveAccessRequests": True,
            "whyNot": None,
        }
    ]

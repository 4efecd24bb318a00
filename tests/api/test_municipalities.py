"""Finding a municipality by what people remember of it: names of today and of before, localities, postcodes, codes."""

from typing import Any

import pytest

from tests.api.listing import walk
from tests.support.api import Api

FIND = """
query Find($search: String!, $first: Int, $after: String, $last: Int, $before: String) {
  municipalities(search: $search, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id nis name } }
  }
}
"""

HASSELT = """
{ municipalities(search: "71072") { nodes { nis name province postcodes formerly { nis name until } } } }
"""


async def found(api: Api, search: str) -> list[str]:
    municipalities = (await api.anonymous().send(FIND, {"search": search, "first": 100})).data["municipalities"]
    return [edge["node"]["name"] for edge in municipalities["edges"]]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("Kortessem", ["Hasselt"]),
        ("kortes", ["Hasselt"]),
        ("73040", ["Hasselt"]),
        ("71022", ["Hasselt"]),
        ("71072", ["Hasselt"]),
        ("44021", ["Gent"]),
        ("9050", ["Gent"]),
        ("Ledeberg", ["Gent"]),
        ("LEDEBERG", ["Gent"]),
        ("Lédéberg", ["Gent"]),
        ("ledeberg gent", ["Gent"]),
        ("9050 gent", ["Gent"]),
        ("905", []),
        ("4402", []),
        ("Gent Hasselt", []),
        ("Parijs", []),
        ("%", []),
        ("_", []),
        ("G_nt", []),
        ("G%t", []),
        ("\\", []),
        ("'; DROP TABLE municipality; --", []),
    ],
)
async def test_a_search_finds(api: Api, search: str, expected: list[str]) -> None:
    assert await found(api, search) == expected


async def test_an_empty_search_finds_all_of_flanders_and_brussels(api: Api) -> None:
    answer = await api.anonymous().send(FIND, {"search": " ", "first": 1})
    assert answer.data["municipalities"]["totalCount"] == 304


async def test_results_are_sorted_by_name(api: Api) -> None:
    names = await found(api, "a")
    assert names == sorted(names, key=str.casefold)


async def test_a_municipality_tells_which_ones_it_took_over(api: Api) -> None:
    (hasselt,) = (await api.anonymous().send(HASSELT)).data["municipalities"]["nodes"]
    assert hasselt == {
        "nis": "71072",
        "name": "Hasselt",
        "province": "Limburg",
        "postcodes": ["3500", "3501", "3510", "3511", "3512", "3720", "3721", "3722", "3723", "3724"],
        "formerly": [
            {"nis": "71022", "name": "Hasselt", "until": "2025-01-01"},
            {"nis": "73040", "name": "Kortessem", "until": "2025-01-01"},
        ],
    }


async def test_a_municipality_of_brussels_has_a_dutch_name_and_no_province(api: Api) -> None:
    query = '{ municipalities(search: "21004") { nodes { name province } } }'
    assert (await api.anonymous().send(query)).data["municipalities"]["nodes"] == [
        {"name": "Brussel", "province": None}
    ]


async def test_pages_hold_everything_once(api: Api) -> None:
    client, variables = api.anonymous(), {"search": "oo"}
    ((*whole,),) = await walk(client, FIND, ["municipalities"], variables, size=100)
    assert len(whole) > 20
    for size in (7, 10):
        forward = await walk(client, FIND, ["municipalities"], variables, size=size)
        backward = await walk(client, FIND, ["municipalities"], variables, size=size, backward=True)
        assert [each for page in forward for each in page] == whole
        assert [each for page in reversed(backward) for each in page] == whole


async def test_everybody_may_search(api: Api) -> None:
    clients = [api.anonymous(), api.signed_in("Na Tuurlijk", None), api.organiser(), api.moderator()]
    answers: list[Any] = [(await client.send(FIND, {"search": "9050"})).data for client in clients]
    assert answers == [answers[0]] * 4

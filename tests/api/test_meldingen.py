"""Meldingen of a territory: listed by place, read per person, for its moderators alone."""

from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from domain.meldingen.model import MeldingKind
from persistence.tables.meldingen import melding_mark
from resolvers.ids import NodeKind, encode_id
from tests.api.listing import walk
from tests.api.stored import cursor_at, everything, news, rows, tell
from tests.support.api import GENT_ID, Api
from tests.support.client import Answer, Client, activity_id
from tests.support.factories import GENT, HASSELT, activity, store

LIST = """
query List($filter: MeldingFilter, $first: Int, $after: String, $last: Int, $before: String) {
  territory(nis: "44021") {
    unreadMeldingen
    meldingen(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id text read } }
    }
  }
}
"""

DETAILS = """
{
  territory(nis: "44021") {
    meldingen { nodes { kind text count activity { id status } organisation { name } territory { name } } }
  }
}
"""

MARK = """
mutation Mark($input: MarkMeldingenReadInput!) {
  markMeldingenRead(input: $input) {
    __typename
    ... on MeldingenMarkedRead { territory { id unreadMeldingen } }
    ... on Refusal { code message }
    ... on InvalidInput { fields { path message } }
  }
}
"""

PATH = ["territory", "meldingen"]

TERRITORY_NOT_FOUND = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Dit grondgebied bestaat niet of je mag het niet zien.",
}


async def read(client: Client, **variables: Any) -> dict[str, Any]:  # any variables
    found: dict[str, Any] = (await client.send(LIST, variables)).data["territory"]
    return found


async def mark(client: Client, up_to: str, nis: str = GENT, **more: Any) -> dict[str, Any]:  # any input
    answer = await client.send(MARK, {"input": {"nis": nis, "upTo": up_to, **more}})
    outcome: dict[str, Any] = answer.data["markMeldingenRead"]
    return outcome


def marked(unread: int) -> dict[str, Any]:
    territory = {"id": encode_id(NodeKind.TERRITORY, GENT), "unreadMeldingen": unread}
    return {"__typename": "MeldingenMarkedRead", "territory": territory}


def foreign_cursor(message: str = "Deze cursor hoort niet bij de Meldingen van dit grondgebied.") -> dict[str, Any]:
    return {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [{"path": "upTo", "message": message}],
    }


def sequences(found: dict[str, Any], stored: list[str]) -> list[int]:
    return [stored.index(edge["node"]["id"]) + 1 for edge in found["meldingen"]["edges"]]


async def told(api: Api, count: int, **changes: Any) -> list[str]:  # any field of a Melding
    made = [news(**changes) for _ in range(count)]
    await tell(api.engine, made)
    return [encode_id(NodeKind.MELDING, each.id) for each in made]


async def test_they_stand_in_the_order_in_which_they_happened(api: Api) -> None:
    stored = await told(api, 5)
    await told(api, 2, territory=HASSELT)
    found = await read(api.moderator())
    assert sequences(found, stored) == [1, 2, 3, 4, 5]
    assert [edge["cursor"] for edge in found["meldingen"]["edges"]] == [
        await cursor_at(api.engine, place) for place in range(1, 6)
    ]


@pytest.mark.parametrize(
    ("page", "expected", "before", "after"),
    [
        ({}, [6, 25], True, False),
        ({"first": 3}, [1, 3], False, True),
        ({"last": 3}, [23, 25], True, False),
        ({"after": 22}, [23, 25], True, False),
        ({"first": 2, "after": 10}, [11, 12], True, True),
        ({"last": 2, "before": 10}, [8, 9], True, True),
        ({"before": 3}, [1, 2], False, True),
        ({"last": 2, "after": 10}, [24, 25], True, False),
        ({"first": 2, "after": 10, "before": 12}, [11, 11], True, False),
        ({"last": 2, "before": 2}, [1, 1], False, True),
    ],
)
async def test_a_page_begins_where_it_is_asked(
    api: Api, page: dict[str, Any], expected: list[int], before: bool, after: bool
) -> None:
    stored = await told(api, 25)
    cursors = {name: await cursor_at(api.engine, page[name]) for name in ("after", "before") if name in page}
    found = await read(api.moderator(), **(page | cursors))
    shown = sequences(found, stored)
    assert shown == list(range(expected[0], expected[1] + 1))
    info = found["meldingen"]["pageInfo"]
    assert (info["hasPreviousPage"], info["hasNextPage"]) == (before, after)


async def test_pages_hold_everything_once_in_both_directions(api: Api) -> None:
    stored = await told(api, 7)
    client = api.moderator()
    for size in (1, 2, 3, 7):
        forward = await walk(client, LIST, PATH, {}, size=size)
        backward = await walk(client, LIST, PATH, {}, size=size, backward=True)
        assert [each for page in forward for each in page] == stored
        assert [each for page in reversed(backward) for each in page] == stored


async def test_the_end_of_the_log_is_a_place_to_wait_at(api: Api) -> None:
    await told(api, 2)
    found = await read(api.moderator(), after=await cursor_at(api.engine, 2), first=10)
    assert (found["meldingen"]["edges"], found["meldingen"]["pageInfo"]["hasNextPage"]) == ([], False)
    (third,) = await told(api, 1)
    found = await read(api.moderator(), after=await cursor_at(api.engine, 2), first=10)
    assert [edge["node"]["id"] for edge in found["meldingen"]["edges"]] == [third]


async def test_place_zero_is_before_everything(api: Api) -> None:
    stored = await told(api, 2)
    assert sequences(await read(api.moderator(), after=await cursor_at(api.engine, 0)), stored) == [1, 2]


async def test_kinds_can_be_chosen(api: Api) -> None:
    await tell(api.engine, [news(kind) for kind in MeldingKind])
    chosen = {"kinds": ["ACTIVITY_EXPIRED", "ACTIVITY_REPORTED"]}
    found = (await read(api.moderator(), filter=chosen))["meldingen"]
    assert ([edge["node"]["text"] for edge in found["edges"]], found["totalCount"]) == (
        ["Een activiteit is verlopen", "Een activiteit werd gerapporteerd"],
        2,
    )
    assert (await read(api.moderator(), filter={"kinds": []}))["meldingen"]["totalCount"] == 7


async def test_only_what_is_unread_can_be_chosen(api: Api) -> None:
    stored = await told(api, 4)
    await mark(api.moderator(), await cursor_at(api.engine, 2))
    found = await read(api.moderator(), filter={"unreadOnly": True})
    assert (sequences(found, stored), found["meldingen"]["totalCount"], found["unreadMeldingen"]) == ([3, 4], 2, 2)


async def test_a_melding_tells_what_it_is_about(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await tell(
        api.engine,
        [
            news(MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT, count=5),
            news(MeldingKind.ACTIVITY_PUBLISHED, activity_id=published.id, organisation_id=GENT_ID),
        ],
    )
    assert (await api.moderator().send(DETAILS)).data["territory"]["meldingen"]["nodes"] == [
        {
            "kind": "ACTIVITIES_IMPORTED_FROM_UIT",
            "text": "5 nieuwe activiteiten zijn geïmporteerd uit UiT.",
            "count": 5,
            "activity": None,
            "organisation": None,
            "territory": {"name": "Gent"},
        },
        {
            "kind": "ACTIVITY_PUBLISHED",
            "text": "Een activiteit werd gepubliceerd",
            "count": 1,
            "activity": {"id": activity_id(published.id), "status": "PUBLISHED"},
            "organisation": {"name": "Stad Gent"},
            "territory": {"name": "Gent"},
        },
    ]


async def test_a_melding_shows_no_activity_that_its_reader_may_not_see(api: Api) -> None:
    moved, gone = activity(territory=HASSELT), activity(status=ActivityStatus.DELETED)
    await store(api.engine, [moved, gone])
    await tell(api.engine, [news(activity_id=moved.id), news(activity_id=gone.id)])
    nodes = (await api.moderator().send(DETAILS)).data["territory"]["meldingen"]["nodes"]
    assert [node["activity"] for node in nodes] == [None, None]


async def test_what_one_reads_stays_unread_for_a_colleague(api: Api) -> None:
    await told(api, 3)
    assert await mark(api.moderator("Eerste"), await cursor_at(api.engine, 2)) == marked(1)
    first, second = await read(api.moderator("Eerste")), await read(api.moderator("Tweede"))
    assert [edge["node"]["read"] for edge in first["meldingen"]["edges"]] == [True, True, False]
    assert [edge["node"]["read"] for edge in second["meldingen"]["edges"]] == [False] * 3
    assert (first["unreadMeldingen"], second["unreadMeldingen"]) == (1, 3)


async def test_a_mark_never_moves_back(api: Api) -> None:
    await told(api, 3)
    outcomes = [await mark(api.moderator(), await cursor_at(api.engine, place)) for place in (2, 1, 0, 3)]
    assert outcomes == [marked(1), marked(1), marked(1), marked(0)]


async def test_what_comes_after_the_mark_is_unread(api: Api) -> None:
    await told(api, 2)
    await mark(api.moderator(), await cursor_at(api.engine, 2))
    await told(api, 1)
    assert (await read(api.moderator()))["unreadMeldingen"] == 1


async def test_an_empty_log_can_be_marked_as_read(api: Api) -> None:
    assert await mark(api.moderator(), await cursor_at(api.engine, 0)) == marked(0)


async def test_a_mark_beyond_the_end_or_of_another_territory_or_database_is_refused(api: Api) -> None:
    await told(api, 2)
    await told(api, 2, territory=HASSELT)
    before = await everything(api.engine)
    assert [
        await mark(api.moderator(), await cursor_at(api.engine, 3)),
        await mark(api.moderator(), await cursor_at(api.engine, 1, HASSELT)),
        await mark(api.moderator(), "bTE6NDQwMjE6ZGVhZGJlZWY6MQ"),
    ] == [foreign_cursor()] * 3
    assert await everything(api.engine) == before


@pytest.mark.parametrize("cursor", ["", "x", "é", "bTE6", "WyJhY3Rpdml0aWVzIl0", "x" * 10_000])
async def test_a_mark_at_what_is_no_cursor_is_refused(api: Api, cursor: str) -> None:
    assert await mark(api.moderator(), cursor) == foreign_cursor("Dit is geen cursor van een Melding.")


@pytest.mark.parametrize("where", ["after", "before"])
async def test_a_list_does_not_take_the_cursor_of_another(api: Api, where: str) -> None:
    await told(api, 2)
    await told(api, 2, territory=HASSELT)
    cursors = [
        await cursor_at(api.engine, 3),
        await cursor_at(api.engine, 1, HASSELT),
        "bTE6NDQwMjE6ZGVhZGJlZWY6MQ",
        "x",
    ]
    answers: list[Answer] = [await api.moderator().send(LIST, {where: cursor}) for cursor in cursors]
    assert [answer.error_codes for answer in answers] == [["BAD_CURSOR"]] * 4


async def test_only_moderators_of_the_territory_mark_it(api: Api) -> None:
    await told(api, 2)
    cursor = await cursor_at(api.engine, 1)
    before = await everything(api.engine)
    assert [
        await mark(api.other_moderator(), cursor),
        await mark(api.organiser(), cursor),
        await mark(api.signed_in("Na Tuurlijk", None), cursor),
        await mark(api.moderator(), cursor, nis="99999"),
        await mark(api.moderator(), await cursor_at(api.engine, 0, HASSELT), nis=HASSELT),
    ] == [TERRITORY_NOT_FOUND] * 5
    assert (await mark(api.anonymous(), cursor))["__typename"] == "SignInRequired"
    assert await everything(api.engine) == before


async def test_the_same_mark_twice_under_one_key_is_one_mark(api: Api) -> None:
    await told(api, 2)
    cursor = await cursor_at(api.engine, 1)
    first = await mark(api.moderator(), cursor, idempotencyKey="k")
    second = await mark(api.moderator(), cursor, idempotencyKey="k")
    other = await mark(api.moderator(), await cursor_at(api.engine, 2), idempotencyKey="k")
    assert (first, second, other["__typename"]) == (marked(1), marked(1), "IdempotencyKeyReused")
    assert len(await rows(api.engine, melding_mark)) == 1

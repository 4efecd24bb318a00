"""The catalogue: what is published, for everybody alike, chosen, sorted and paged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.activities.listing import ActivityOrderField
from domain.activities.model import Activity, ActivityStatus, Location, LocationKind, Organiser
from domain.schedules.model import Moment, OccurrenceStatus, Schedule, ScheduleKind, Weekday
from tests.api.listing import FLEXIBLE, every, mixed, on, ordered, walk
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, HASSELT, activity, content, on_site, own, store

TITLES = """
query Titles($filter: ActivityFilter, $orderBy: ActivityOrder) {
  activities(filter: $filter, orderBy: $orderBy) { totalCount nodes { title } }
}
"""

PAGE = """
query Page($filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String) {
  activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id } }
  }
}
"""

NEXT = "{ activities { nodes { title nextOccurrence { start } } } }"

ONE = """
query One($id: ID!) { activity(id: $id) { id status } }
"""


def published(title: str, *, place: Location | None = None, **more: Any) -> Activity:  # any field of the content
    return activity(
        content_=content(title=title, location=place or on_site(GENT), **more), status=ActivityStatus.PUBLISHED
    )


async def titles(client: Client, chosen: dict[str, Any] | None = None) -> list[str]:
    order = {"field": "TITLE", "direction": "ASC"}
    found = (await client.send(TITLES, {"filter": chosen, "orderBy": order})).data["activities"]
    names = [node["title"] for node in found["nodes"]]
    assert found["totalCount"] == len(names)
    return names


async def test_only_what_is_published_is_in_it_whoever_asks(api: Api) -> None:
    everyone = [own(OCMW_GENT_ID, status=status) for status in ActivityStatus] + [activity(), activity()]
    await store(api.engine, everyone)
    clients = [
        api.anonymous(),
        api.signed_in("Na Tuurlijk", None),
        api.organiser(),
        api.moderator(),
        api.administrator(),
    ]
    found = [[node["title"] for node in (await client.send(TITLES)).data["activities"]["nodes"]] for client in clients]
    assert found == [["Conversatietafel"]] * 5


async def test_a_filter_on_status_cannot_bring_drafts_into_it(api: Api) -> None:
    await store(api.engine, [activity(), activity(status=ActivityStatus.PUBLISHED)])
    assert await titles(api.moderator(), {"statuses": ["DRAFT", "UNPUBLISHED"]}) == ["Conversatietafel"]


async def test_an_activity_by_itself_is_shown_to_those_who_may_see_it(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    clients = [api.anonymous(), api.other_moderator(), api.organiser(), api.moderator()]
    found = [(await client.send(ONE, {"id": activity_id(draft.id)})).data["activity"] for client in clients]
    shown = {"id": activity_id(draft.id), "status": "DRAFT"}
    assert found == [None, None, shown, shown]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("cafe", ["Café Été"]),
        ("CAFÉ", ["Café Été"]),
        ("été café", ["Café Été"]),
        ("af t", ["Café Été"]),
        ("  café   ", ["Café Été"]),
        ("brug", ["Breien"]),
        ("straße", ["Strasse"]),
        ("ledeberg", ["Breien"]),
        ("café brug", []),
        ("", ["Breien", "Café Été", "100% Nederlands", "Strasse"]),
        ("%", ["100% Nederlands"]),
        ("_", []),
        ("\\", []),
    ],
)
async def test_words_are_looked_for_in_title_organiser_and_place(api: Api, search: str, expected: list[str]) -> None:
    ledeberg = on_site(GENT)
    ledeberg = (
        replace(ledeberg, address=replace(ledeberg.address, locality="Ledeberg")) if ledeberg.address else ledeberg
    )
    bare = replace(on_site(GENT), address=None)
    await store(
        api.engine,
        [
            published("Café Été", organiser=None, place=bare),
            published("Breien", organiser=Organiser(name="De Brug"), place=ledeberg),
            published("100% Nederlands", organiser=None, place=bare),
            published("Strasse", organiser=None, place=bare),
        ],
    )
    assert sorted(await titles(api.anonymous(), {"search": search})) == sorted(expected)


async def test_a_search_of_many_words_is_bounded_not_refused(api: Api) -> None:
    await store(api.engine, [published("a b c d e f g h")])
    assert await titles(api.anonymous(), {"search": "a b c d e f g h " + "z " * 5000}) == ["a b c d e f g h"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"municipality": "44021"}, ["Gent"]),
        ({"municipality": "71072"}, ["Hasselt"]),
        ({"municipality": "99999"}, []),
        ({"types": ["WORKSHOP"]}, ["Hasselt"]),
        ({"types": ["WORKSHOP", "ONTMOETING"]}, ["Gent", "Hasselt", "Overal"]),
        ({"types": []}, ["Gent", "Hasselt", "Overal"]),
        ({"types": ["BESTAAT_NIET"]}, []),
        ({"topics": ["TAAL"]}, ["Gent"]),
        ({"goals": ["HELPEN"]}, ["Gent"]),
        ({"languageLevels": ["A1", "A2"]}, ["Gent", "Hasselt"]),
        ({"topics": ["TAAL"], "types": ["WORKSHOP"]}, []),
        ({"online": True}, ["Hasselt", "Overal"]),
        ({"online": False}, ["Gent"]),
        ({"sources": ["OWN"]}, []),
        ({"sources": ["OWN", "UIT"]}, ["Gent", "Hasselt", "Overal"]),
        ({"organisation": "x"}, []),
        ({"municipality": "44021", "online": False, "topics": ["TAAL", "WERK"], "search": "gent"}, ["Gent"]),
        (dict.fromkeys(("search", "municipality", "types", "from", "to", "online", "organisation")),
         ["Gent", "Hasselt", "Overal"]),
    ],
)  # fmt: skip
async def test_every_condition_of_a_filter_must_hold(api: Api, chosen: dict[str, Any], expected: list[str]) -> None:
    mixed_place = replace(on_site(HASSELT), kind=LocationKind.MIXED)
    online = Location(kind=LocationKind.ONLINE, online_url="https://example.org")
    await store(
        api.engine,
        [
            published("Gent", topics=("TAAL", "WERK"), goals=("HELPEN",), language_levels=("A1",)),
            published("Hasselt", place=mixed_place, types=("WORKSHOP", "UITSTAP"), language_levels=("A2", "B1")),
            published("Overal", place=online),
        ],
    )
    assert await titles(api.anonymous(), chosen) == expected


async def test_an_organisation_s_activities_can_be_chosen(api: Api) -> None:
    ours = replace(own(OCMW_GENT_ID), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [ours, replace(own(GENT_ID), status=ActivityStatus.PUBLISHED)])
    organisation = (await api.organiser().send("{ viewer { actingAs { id } } }")).data["viewer"]["actingAs"]["id"]
    found = (await api.anonymous().send(PAGE, {"filter": {"organisation": organisation}})).data["activities"]["edges"]
    assert [edge["node"]["id"] for edge in found] == [activity_id(ours.id)]


BY_TIME = [
    ("Eén avond", on(date(2026, 12, 1))),
    ("Twee avonden", on(date(2026, 12, 1), date(2026, 12, 20))),
    ("Elke dinsdag", every(Weekday.TUESDAY, first=date(2026, 12, 8), last=date(2027, 1, 5))),
    ("Geannuleerd", on(date(2026, 12, 1), status=OccurrenceStatus.CANCELLED)),
    ("Tot middernacht", Schedule(
        kind=ScheduleKind.SINGLE_DAY,
        moments=(Moment(start=datetime(2026, 12, 2, 19, tzinfo=UTC), end=datetime(2026, 12, 2, 23, tzinfo=UTC)),),
    )),
    ("Altijd", FLEXIBLE),
    ("Altijd vanaf maart", Schedule(kind=ScheduleKind.FLEXIBLE, first=date(2027, 3, 1))),
    ("Altijd tot kerst", Schedule(kind=ScheduleKind.FLEXIBLE, last=date(2026, 12, 25))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-12-01", "2026-12-01", ["Altijd", "Altijd tot kerst", "Eén avond", "Twee avonden"]),
        ("2026-12-02", "2026-12-02", ["Altijd", "Altijd tot kerst", "Tot middernacht"]),
        ("2026-12-08", "2026-12-08", ["Altijd", "Altijd tot kerst", "Elke dinsdag"]),
        ("2026-12-09", "2026-12-14", ["Altijd", "Altijd tot kerst"]),
        ("2026-12-20", "2026-12-25", ["Altijd", "Altijd tot kerst", "Elke dinsdag", "Twee avonden"]),
        ("2026-12-26", "2026-12-28", ["Altijd"]),
        ("2027-01-06", None, ["Altijd", "Altijd vanaf maart"]),
        ("2027-03-01", "2027-03-01", ["Altijd", "Altijd vanaf maart"]),
        (None, "2026-11-30", ["Altijd", "Altijd tot kerst"]),
        ("9999-12-31", "9999-12-31", ["Altijd", "Altijd vanaf maart"]),
    ],
)
async def test_what_takes_place_within_days_of_brussels(
    api: Api, first: str | None, last: str | None, expected: list[str]
) -> None:
    await store(api.engine, [published(title, schedule=schedule) for title, schedule in BY_TIME])
    assert await titles(api.anonymous(), {"from": first, "to": last}) == expected


async def test_what_ends_at_midnight_does_not_take_place_on_the_next_day(api: Api) -> None:
    await store(api.engine, [published(title, schedule=schedule) for title, schedule in BY_TIME])
    assert await titles(api.anonymous(), {"from": "2026-12-03", "to": "2026-12-03"}) == ["Altijd", "Altijd tot kerst"]


async def test_nothing_takes_place_between_a_day_and_the_day_before(api: Api) -> None:
    await store(api.engine, [published(title, schedule=schedule) for title, schedule in BY_TIME])
    assert await titles(api.anonymous(), {"from": "2026-12-02", "to": "2026-12-01"}) == []


async def test_a_day_begins_and_ends_at_midnight_in_brussels(api: Api) -> None:
    def half_an_hour_from(hour: int) -> Schedule:
        start = datetime(2026, 12, 1, hour, tzinfo=UTC)
        return Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(Moment(start=start, end=start.replace(minute=30)),))

    await store(
        api.engine,
        [published("22 uur", schedule=half_an_hour_from(22)), published("23 uur", schedule=half_an_hour_from(23))],
    )
    assert [
        await titles(api.anonymous(), {"from": "2026-12-01", "to": "2026-12-01"}),
        await titles(api.anonymous(), {"from": "2026-12-02", "to": "2026-12-02"}),
    ] == [["22 uur"], ["23 uur"]]


async def test_what_comes_first_is_first_and_what_has_no_date_last(api: Api) -> None:
    await store(
        api.engine,
        [
            published("Flexibel", schedule=FLEXIBLE),
            published("Kerst", schedule=on(date(2026, 12, 24))),
            published("Morgen", schedule=on(date(2026, 11, 22))),
            published("Voorbij en nog eens", schedule=on(date(2026, 11, 1), date(2026, 12, 1))),
            published("Elke maandag", schedule=every(Weekday.MONDAY)),
            published("Geannuleerd, dan niet", schedule=replace(
                on(date(2026, 11, 22)),
                moments=(
                    *on(date(2026, 11, 22), status=OccurrenceStatus.CANCELLED).moments,
                    *on(date(2026, 12, 2)).moments,
                ),
            )),
        ],
    )  # fmt: skip
    nodes = (await api.anonymous().send(NEXT)).data["activities"]["nodes"]
    assert [(node["title"], node["nextOccurrence"] and node["nextOccurrence"]["start"][:10]) for node in nodes] == [
        ("Morgen", "2026-11-22"),
        ("Elke maandag", "2026-11-23"),
        ("Voorbij en nog eens", "2026-12-01"),
        ("Geannuleerd, dan niet", "2026-12-02"),
        ("Kerst", "2026-12-24"),
        ("Flexibel", None),
    ]


async def test_what_goes_on_now_and_what_is_today_at_an_unknown_hour_come_before_tomorrow(api: Api) -> None:
    midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)
    today = Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(Moment(start=midnight, end=midnight),))
    await store(
        api.engine,
        [
            published("Morgen", schedule=on(date(2026, 11, 22))),
            published("Bezig", schedule=on(date(2026, 11, 21), hour=11)),
            published("Vandaag", schedule=today),
        ],
    )
    nodes = (await api.anonymous().send(NEXT)).data["activities"]["nodes"]
    assert [(node["title"], node["nextOccurrence"]["start"]) for node in nodes] == [
        ("Vandaag", "2026-11-21T00:00:00+01:00"),
        ("Bezig", "2026-11-21T12:00:00+01:00"),
        ("Morgen", "2026-11-22T20:00:00+01:00"),
    ]


ORDERED: dict[ActivityOrderField, tuple[Sequence[str], Sequence[str]]] = {
    ActivityOrderField.TITLE: (
        ["appel", "appel", "appel", "ezel", "ezel 10", "ezel 9", "zee"],
        ["zee", "ezel 9", "ezel 10", "ezel", "appel", "appel", "appel"],
    ),
    ActivityOrderField.VIEWS: (["0", "0", "0", "3", "3", "7", "12"], ["12", "7", "3", "3", "0", "0", "0"]),
    ActivityOrderField.PUBLISHED_AT: (
        ["11:00", "12:00", "12:00", "12:00", "-", "-", "-"],
        ["12:00", "12:00", "12:00", "11:00", "-", "-", "-"],
    ),
}
"""What stands in the column, for a few columns: going up, and going down with what is missing still last."""

COLUMNS = """
query Columns($orderBy: ActivityOrder) { activities(orderBy: $orderBy) { nodes { title views publishedAt } } }
"""


@pytest.mark.parametrize("field", list(ORDERED))
async def test_what_is_missing_comes_last_in_either_direction(api: Api, field: ActivityOrderField) -> None:
    def shown(node: dict[str, Any]) -> str:
        match field:
            case ActivityOrderField.TITLE:
                return str(node["title"]).lower().replace("ä", "a")
            case ActivityOrderField.VIEWS:
                return str(node["views"])
            case _:
                return node["publishedAt"][11:16] if node["publishedAt"] else "-"

    await store(api.engine, mixed([ActivityStatus.PUBLISHED]))
    found = []
    for direction in ("ASC", "DESC"):
        order = {"field": field, "direction": direction}
        nodes = (await api.anonymous().send(COLUMNS, {"orderBy": order})).data["activities"]["nodes"]
        found.append([shown(node) for node in nodes])
    assert tuple(found) == ORDERED[field]


@pytest.mark.parametrize("field", list(ActivityOrderField))
async def test_pages_hold_everything_once_in_one_order_property(api: Api, field: ActivityOrderField) -> None:
    stored = mixed([ActivityStatus.PUBLISHED])
    await store(api.engine, stored)
    client = api.anonymous()
    for direction in ("ASC", "DESC"):
        variables = ordered(field, direction)
        ((*whole,),) = await walk(client, PAGE, ["activities"], variables, size=100)
        assert sorted(whole) == sorted(activity_id(each.id) for each in stored)
        for size in (1, 2, 3):
            forward = await walk(client, PAGE, ["activities"], variables, size=size)
            backward = await walk(client, PAGE, ["activities"], variables, size=size, backward=True)
            assert [each for page in forward for each in page] == whole
            assert [each for page in reversed(backward) for each in page] == whole


async def test_what_is_added_or_taken_away_between_pages_moves_no_other_row(api: Api) -> None:
    stored = sorted(mixed([ActivityStatus.PUBLISHED]), key=lambda each: each.views)
    await store(api.engine, stored)
    variables: dict[str, Any] = {"orderBy": {"field": "TITLE", "direction": "ASC"}, "first": 3}
    client = api.anonymous()
    ((*whole,),) = await walk(client, PAGE, ["activities"], {"orderBy": variables["orderBy"]}, size=100)
    first = (await client.send(PAGE, variables)).data["activities"]
    await store(api.engine, [published("Aaa"), published("Zzz")])
    after = (await client.send(PAGE, {**variables, "after": first["pageInfo"]["endCursor"]})).data["activities"]
    assert [edge["node"]["id"] for edge in after["edges"]] == whole[3:6]

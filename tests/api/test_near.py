"""Activities near a place: within a circle, nearest first, this week."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.activities.model import Activity, ActivityStatus, GeoPoint, Location, LocationKind
from domain.territories.model import Nis
from tests.api.listing import on, walk
from tests.support.api import Api
from tests.support.client import activity_id
from tests.support.factories import GENT, HASSELT, activity, content, on_site, store

NEAR = """
query Near($filter: ActivityFilter, $orderBy: ActivityOrder) {
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

KORENMARKT = (51.0546, 3.7219)
NEAREST = {"field": "DISTANCE", "direction": "ASC"}
FARTHEST = {"field": "DISTANCE", "direction": "DESC"}


def at(
    place: tuple[float, float] | None, nis: Nis | None = GENT, kind: LocationKind = LocationKind.ON_SITE
) -> Location:
    geo = GeoPoint(latitude=place[0], longitude=place[1]) if place else None
    return replace(on_site(nis), geo=geo, kind=kind)


def published(title: str, place: Location, **more: Any) -> Activity:  # any field of the content
    return activity(content_=content(title=title, location=place, **more), status=ActivityStatus.PUBLISHED)


PLACES = [
    published("Korenmarkt", at(KORENMARKT)),
    published("Sint-Pietersstation", at((51.0359, 3.7105))),
    published("Online vanop de Korenmarkt", at(KORENMARKT, kind=LocationKind.ONLINE)),
    published("Ook online, in Ledeberg", at((51.0370, 3.7480), kind=LocationKind.MIXED)),
    published("Ergens in Hasselt", at(None, HASSELT)),
    published("Brussel", at((50.8467, 4.3525), None)),
    published("Nergens", at(None, None)),
]


async def titles(
    api: Api,
    kilometres: float,
    order: dict[str, str] | None = None,
    place: tuple[float, float] = KORENMARKT,
    **more: Any,
) -> list[str]:
    near = {"latitude": place[0], "longitude": place[1], "kilometres": kilometres}
    found = (await api.anonymous().send(NEAR, {"filter": {"near": near, **more}, "orderBy": order or NEAREST})).data
    names = [node["title"] for node in found["activities"]["nodes"]]
    assert found["activities"]["totalCount"] == len(names)
    return names


@pytest.mark.parametrize(
    ("kilometres", "expected"),
    [
        (0.001, ["Korenmarkt"]),
        (2.22, ["Korenmarkt"]),
        (2.23, ["Korenmarkt", "Sint-Pietersstation"]),
        (3, ["Korenmarkt", "Sint-Pietersstation", "Ook online, in Ledeberg"]),
        (60, ["Korenmarkt", "Sint-Pietersstation", "Ook online, in Ledeberg", "Brussel"]),
        (100, ["Korenmarkt", "Sint-Pietersstation", "Ook online, in Ledeberg", "Brussel"]),
    ],
)
async def test_what_lies_within_the_circle_is_listed_nearest_first(
    api: Api, kilometres: float, expected: list[str]
) -> None:
    await store(api.engine, PLACES)
    assert await titles(api, kilometres) == expected
    assert await titles(api, kilometres, FARTHEST) == expected[::-1]


async def test_without_coordinates_it_lies_where_its_municipality_does(api: Api) -> None:
    nearer, farther = published("Dichterbij", at((50.939, 5.34))), published("Verder", at((50.949, 5.34)))
    await store(api.engine, [*PLACES, farther, nearer])
    assert await titles(api, 10, place=(50.93, 5.34)) == ["Dichterbij", "Ergens in Hasselt", "Verder"]
    assert await titles(api, 1.5, place=(50.93, 5.34)) == ["Dichterbij"]


async def test_this_week_near_me_is_one_question(api: Api) -> None:
    def on_day(title: str, day: int, place: Location) -> Activity:
        return published(title, place, schedule=on(date(2026, 11, day)))

    await store(
        api.engine,
        [
            on_day("Vandaag, verder", 21, at((51.0359, 3.7105))),
            on_day("Zondag, vlakbij", 22, at((51.0550, 3.7220))),
            on_day("Volgende week, vlakbij", 30, at(KORENMARKT)),
            on_day("Zondag, te ver", 22, at((50.8467, 4.3525))),
        ],
    )
    this_week: dict[str, Any] = {"from": "2026-11-21", "to": "2026-11-27"}
    assert await titles(api, 5, **this_week) == ["Zondag, vlakbij", "Vandaag, verder"]
    by_title = {"field": "TITLE", "direction": "ASC"}
    assert await titles(api, 5, by_title, **this_week) == ["Vandaag, verder", "Zondag, vlakbij"]
    assert await titles(api, 5, search="vlakbji", **this_week) == ["Zondag, vlakbij"]


async def test_pages_by_distance_hold_everything_once_in_one_order(api: Api) -> None:
    here = [at(KORENMARKT), at(KORENMARKT), at(None), at(None), at((51.0359, 3.7105)), at((50.8467, 4.3525)), at(None)]
    stored = [published(str(number), place) for number, place in enumerate(here)]
    await store(api.engine, stored)
    near = {"latitude": KORENMARKT[0], "longitude": KORENMARKT[1], "kilometres": 100}
    for order in (NEAREST, FARTHEST):
        variables = {"filter": {"near": near}, "orderBy": order}
        ((*whole,),) = await walk(api.anonymous(), PAGE, ["activities"], variables, size=100)
        assert sorted(whole) == sorted(activity_id(each.id) for each in stored)
        for size in (1, 2, 3):
            for backward in (False, True):
                pages = await walk(api.anonymous(), PAGE, ["activities"], variables, size=size, backward=backward)
                assert [each for page in (pages[::-1] if backward else pages) for each in page] == whole


@pytest.mark.parametrize("place", [(90.0, 0.0), (-90.0, 180.0), (0.0, 180.0), (0.0, -180.0)])
async def test_the_ends_of_the_earth_are_places_too(api: Api, place: tuple[float, float]) -> None:
    latitude = place[0] * 0.9999
    beyond = published("Aan de overkant", at((latitude, -place[1] if latitude == 0 else place[1] - 180)))
    await store(api.engine, [beyond, *PLACES])
    assert await titles(api, 100, place=place) == ["Aan de overkant"]


async def test_next_to_nothing_is_a_number_too(api: Api) -> None:
    await store(api.engine, [published("Op nul", at((0.0, 0.0)))])
    assert await titles(api, 1, place=(5e-324, 1e-200)) == ["Op nul"]


BAD = [
    ({"latitude": 90.5, "longitude": 0, "kilometres": 1}, "'latitude' moet tussen -90 en 90 liggen, niet 90.5."),
    ({"latitude": -91, "longitude": 0, "kilometres": 1}, "'latitude' moet tussen -90 en 90 liggen, niet -91."),
    ({"latitude": 0, "longitude": 181, "kilometres": 1}, "'longitude' moet tussen -180 en 180 liggen, niet 181."),
    ({"latitude": 0, "longitude": 1e300, "kilometres": 1}, "'longitude' moet tussen -180 en 180 liggen, niet 1e+300."),
    ({"latitude": 0, "longitude": 0, "kilometres": 0}, "'kilometres' moet groter zijn dan 0 en hoogstens 100, niet 0."),
    (
        {"latitude": 0, "longitude": 0, "kilometres": 100.5},
        "'kilometres' moet groter zijn dan 0 en hoogstens 100, niet 100.5.",
    ),
    (
        {"latitude": 0, "longitude": 0, "kilometres": -1},
        "'kilometres' moet groter zijn dan 0 en hoogstens 100, niet -1.",
    ),
]


async def test_a_circle_has_bounds(api: Api) -> None:
    found = []
    for near, _ in BAD:
        # The second time it would be planned.
        for _ in range(2):
            answer = await api.anonymous().send(NEAR, {"filter": {"near": near}})
        found.append((near, answer.error_codes, answer.body["errors"][0]["message"]))
    assert found == [(near, ["BAD_VALUE"], message) for near, message in BAD]


async def test_nothing_is_sorted_on_a_distance_to_nowhere(api: Api) -> None:
    for _ in range(2):
        answer = await api.anonymous().send(NEAR, {"filter": {"search": "x"}, "orderBy": NEAREST})
        assert answer.error_codes == ["BAD_VALUE"]
        message = "Op afstand sorteren kan alleen met 'near' in het filter."
        assert answer.body["errors"][0]["message"] == message

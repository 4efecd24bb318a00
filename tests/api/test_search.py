"""Searching for what people mean: whole words, parts of words and words with a typing error in them."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select

from domain.activities.model import Activity, ActivityStatus, Organiser
from persistence.activities import StoredImports
from persistence.engine import WRITES
from persistence.tables.activities import activity as activity_table
from persistence.tables.search import activity_word
from tests.api.listing import walk
from tests.api.stored import add_organisations
from tests.support.api import Api
from tests.support.client import activity_id
from tests.support.clock import START
from tests.support.factories import GENT, activity, content, on_site, store

CATALOGUE = """
query Catalogue($search: String) { it: activities(filter: {search: $search}) { totalCount nodes { title } } }
"""

TABLES = """
query Tables($search: String) {
  territory(nis: "44021") {
    activities(filter: {search: $search}) { totalCount nodes { title } }
    organisations(search: $search) { totalCount nodes { name } }
  }
}
"""

PAGE = """
query Page($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {
  activities(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id } }
  }
}
"""


def published(title: str, **more: Any) -> Activity:  # any field of the content
    more = {"organiser": None, "location": replace(on_site(GENT), address=None), **more}
    return activity(content_=content(title=title, **more), status=ActivityStatus.PUBLISHED)


TITLES = [
    "DIGibanken: samen online",
    "Conversatietafel voor iedereen",
    "Conversatiegroep",
    "Fotoclub Zomer",
    "Voetbal",
    "Fietsen leren",
    "Fietstocht",
    "Lezen",
    "Wandelen met taal",
    "Handelen",
    "Co-housing (kookles)",
    "Taart bakken",
    "Muziekatelier",
]

FOUND: list[tuple[str, list[str]]] = [
    # Parts of words, in any case and with any accents.
    ("digibank", ["DIGibanken: samen online"]),
    ("DÏGIBANK", ["DIGibanken: samen online"]),
    ("tafel", ["Conversatietafel voor iedereen"]),
    ("foto", ["Fotoclub Zomer"]),
    ("wandelen", ["Wandelen met taal"]),
    ("housing", ["Co-housing (kookles)"]),
    ("o-h", ["Co-housing (kookles)"]),
    ("en:", ["DIGibanken: samen online"]),
    # Two letters swapped, one too many, one wrong, one too few; at the end of a word that is not finished too.
    ("digibnak", ["DIGibanken: samen online"]),
    ("digibanekn", ["DIGibanken: samen online"]),
    ("converstatietafel", ["Conversatietafel voor iedereen"]),
    ("fotoclup", ["Fotoclub Zomer"]),
    ("fotclub", ["Fotoclub Zomer"]),
    ("vootbal", ["Voetbal"]),
    ("muzeik", ["Muziekatelier"]),
    ("hoesing", ["Co-housing (kookles)"]),
    ("kokles", ["Co-housing (kookles)"]),
    # Of five letters: swapped, or one too few, and nothing else.
    ("tafle", []),
    ("taatr", ["Taart bakken"]),
    ("fitsen", ["Fietsen leren"]),
    ("leven", []),
    ("lzeen", ["Lezen"]),
    # Each word must be found, in whichever way.
    ("zomer fotoclup", ["Fotoclub Zomer"]),
    ("fotoclup voetbal", []),
    # No nonsense: another word, another beginning, two errors, a short word, figures.
    ("conversatietafel", ["Conversatietafel voor iedereen"]),
    ("fietsen", ["Fietsen leren"]),
    ("xotoclub", []),
    ("handelen", ["Handelen"]),
    ("digbnak", []),
    ("fto", []),
    ("fota", []),
    ("tala", []),
    ("taal", ["Wandelen met taal"]),
    ("onlin3", []),
    ("f_toclub", []),
    ("fotocl%", []),
]


@pytest.mark.parametrize(("search", "expected"), FOUND, ids=[search for search, _ in FOUND])
async def test_what_is_meant_is_found_and_nothing_else(api: Api, search: str, expected: list[str]) -> None:
    await store(api.engine, [published(title) for title in TITLES])
    found = (await api.anonymous().send(CATALOGUE, {"search": search})).data["it"]
    assert sorted(node["title"] for node in found["nodes"]) == sorted(expected)
    assert found["totalCount"] == len(expected)


async def test_the_tables_of_a_moderator_are_searched_alike(api: Api) -> None:
    await store(api.engine, [published("Fotoclub"), published("Voetbal")])
    await add_organisations(api.engine, ["Fotoclub Gent", "Foto's enzo", "Voetbalclub"])
    found = {}
    for search in ("fotoclup", "fotoclub", "foto", "voetbla"):
        territory = (await api.moderator().send(TABLES, {"search": search})).data["territory"]
        nodes = [*territory["activities"]["nodes"], *territory["organisations"]["nodes"]]
        found[search] = sorted(value for node in nodes for value in node.values())
        assert territory["activities"]["totalCount"] + territory["organisations"]["totalCount"] == len(nodes)
    assert found == {
        "fotoclup": ["Fotoclub", "Fotoclub Gent"],
        "fotoclub": ["Fotoclub", "Fotoclub Gent"],
        "foto": ["Foto's enzo", "Fotoclub", "Fotoclub Gent"],
        "voetbla": ["Voetbal", "Voetbalclub"],
    }


async def test_organiser_and_locality_are_searched_too(api: Api) -> None:
    await store(api.engine, [published("Breien", organiser=Organiser(name="Wijkhuis Ledeberg")), published("Zingen")])
    found = (await api.anonymous().send(CATALOGUE, {"search": "ledebreg"})).data["it"]
    assert found["nodes"] == [{"title": "Breien"}]


async def test_pages_of_a_search_hold_everything_once(api: Api) -> None:
    wanted = [published("Fotoclub") for _ in range(3)] + [published("Fotoclubs"), published("foto club fotoclub")]
    await store(api.engine, [*wanted, published("Voetbal")])
    for size in (1, 2, 3):
        for backward in (False, True):
            pages = await walk(
                api.anonymous(),
                PAGE,
                ["activities"],
                {"filter": {"search": "fotoclup"}},
                size=size,
                backward=backward,
            )
            assert sorted(each for page in pages for each in page) == sorted(activity_id(each.id) for each in wanted)


async def test_what_the_source_changed_is_found_by_its_new_words_only(api: Api) -> None:
    before, other = published("Fotoclub"), published("Fotoclub")
    await store(api.engine, [before, other])
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        after = replace(before, content=replace(before.content, title="Naaiatelier"))
        await StoredImports(connection, now=START).update(after, "another digest")
        await connection.commit()
    counts = {}
    for search in ("fotoclub", "fotoclup", "naaiatelier", "naaiateleir"):
        counts[search] = (await api.anonymous().send(CATALOGUE, {"search": search})).data["it"]["totalCount"]
    assert counts == {"fotoclub": 1, "fotoclup": 1, "naaiatelier": 1, "naaiateleir": 1}


async def test_what_is_gone_leaves_no_words_behind(api: Api) -> None:
    gone, stays = published("Fotoclub"), published("Fotoclub")
    await store(api.engine, [gone, stays])
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(delete(activity_table).where(activity_table.c.id == gone.id))
        await connection.commit()
        assert (await connection.scalars(select(activity_word.c.activity_id).distinct())).all() == [stays.id]


async def test_a_word_without_end_is_found_by_its_beginning(api: Api) -> None:
    await store(api.engine, [published("a" * 5000)])
    found = (await api.anonymous().send(CATALOGUE, {"search": "a" * 60})).data["it"]
    assert found["totalCount"] == 1

"""Documents are parsed and validated once, judged each time, and never fill the memory."""

import strawberry
from graphql import parse
from strawberry.schema.config import StrawberryConfig

from plans.operations import Planned
from schema.documents import BYTES_PER_CHARACTER, Checked, CheckedDocuments, DocumentCache
from schema.limits import Judge


@strawberry.type
class Query:
    @strawberry.field
    def rows(self, first: int | None = None) -> "list[Query]":
        del first
        return []

    @strawberry.field
    def nodes(self) -> "list[Query]":
        return []

    name: str = "naam"


def serving(cache: DocumentCache) -> strawberry.Schema:
    return strawberry.Schema(
        query=Query, extensions=[lambda: CheckedDocuments(cache)], config=StrawberryConfig(auto_camel_case=True)
    )


def checked(query: str) -> Checked:
    document = parse(query)
    return Checked(document, Judge(document), Planned(document))


async def test_a_document_that_was_valid_is_taken_as_it_was() -> None:
    cache = DocumentCache()
    schema = serving(cache)
    first = await schema.execute("{ name }", root_value=Query())
    kept = cache.get("{ name }")
    again = await schema.execute("{ name }", root_value=Query())
    assert first.data == again.data == {"name": "naam"}
    assert cache.get("{ name }") is kept
    assert len(cache) == 1


async def test_what_is_not_valid_is_not_kept_and_stays_invalid() -> None:
    cache = DocumentCache()
    schema = serving(cache)
    for query in ("{ unknown }", "{ unknown }", "{ name", "query { rows(first: 100) { nodes { name } } "):
        assert (await schema.execute(query)).errors
    assert len(cache) == 0


async def test_a_known_document_is_judged_anew_for_other_variables() -> None:
    nested = "query Q($n: Int) { rows(first: $n) { rows(first: $n) { rows(first: $n) { name } } } }"
    cache = DocumentCache()
    schema = serving(cache)
    errors = [
        bool((await schema.execute(nested, variable_values={"n": size}, root_value=Query())).errors)
        for size in (2, 100, 2, 100)
    ]
    assert errors == [False, True, False, True]


def test_the_default_of_a_variable_counts() -> None:
    nested = "query Q($n: Int = 100) { rows(first: $n) { rows(first: $n) { rows(first: $n) { name } } } }"
    judge = Judge(parse(nested))
    assert judge.excess({}) is not None
    assert judge.excess({"n": 2}) is None


def test_the_oldest_leave_when_the_bytes_are_used_up() -> None:
    queries = [f"{{ a{number:03} }}" for number in range(100)]
    room_for = 20
    cache = DocumentCache(max_bytes=room_for * len(queries[0]) * BYTES_PER_CHARACTER)
    for query in queries:
        cache.keep(query, checked(query))
        cache.get(queries[0])
    assert len(cache) == room_for
    assert cache.bytes == room_for * len(queries[0]) * BYTES_PER_CHARACTER
    assert [query for query in queries if cache.get(query)] == [queries[0], *queries[-room_for + 1 :]]


def test_a_document_that_would_drive_out_many_others_is_not_kept() -> None:
    cache = DocumentCache(max_bytes=80 * BYTES_PER_CHARACTER)
    large = "{ " + "a" * 20 + " }"
    cache.keep(large, checked(large))
    assert len(cache) == 0

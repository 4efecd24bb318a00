"""The requests of each operation, and the check that every server gives the same answers to them."""

import asyncio
import random
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import orjson

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.load.jobs import Watched
from benchmarks.load.wire import ask, post
from benchmarks.operations import COUNTED_TABLE, DETAIL, ONE_ACTIVITY, TABLE, Operation
from benchmarks.options import GENT, BenchmarkError, Options
from benchmarks.running import started
from benchmarks.targets import Target
from resolvers.ids import NodeKind, encode_id

SAMPLE = 200
"""Activities that are asked for by id."""
CHECKED = 40
"""Requests per operation whose answers are compared."""

Requests = Mapping[str, Sequence[str]]


def plan(reference: Target, others: Sequence[Target], options: Options, database: Database, cores: Cores) -> Requests:
    """Return the request bodies by operation; raises `BenchmarkError` unless all servers answer them alike."""
    with started(reference, database, cores) as watched:
        requests = asyncio.run(_requests(watched, options, database))
        expected = asyncio.run(_answers(watched, reference, requests, database))
    for target in others:
        with started(target, database, cores) as watched:
            found = asyncio.run(_answers(watched, target, requests, database))
        for name, answers in found.items():
            _compare(name, target, requests[name], expected[name], answers)
    return requests


async def _requests(watched: Watched, options: Options, database: Database) -> Requests:
    pages = [page async for page in _pages(watched, options, database)]
    chance = random.Random(options.seed)  # noqa: S311 - to repeat, not to surprise
    wanted = chance.sample(list(database.gent), min(SAMPLE, len(database.gent)))
    by_id = [{"id": encode_id(NodeKind.ACTIVITY, each)} for each in wanted]
    chance.shuffle(pages)
    return {
        TABLE.name: [TABLE.body(page) for page in pages],
        COUNTED_TABLE.name: [COUNTED_TABLE.body(page) for page in pages],
        ONE_ACTIVITY.name: [ONE_ACTIVITY.body(each) for each in by_id],
        DETAIL.name: [DETAIL.body(each) for each in by_id],
    }


async def _pages(watched: Watched, options: Options, database: Database) -> AsyncGenerator[dict[str, Any]]:
    """Walk through the table of Gent: each full page is a request of its own."""
    after = None
    while True:
        variables = {"nis": GENT, "first": options.page, "after": after}
        answer = await _ask(watched, TABLE, TABLE.body(variables), database)
        found = answer["territory"]["activities"]
        if len(found["edges"]) < options.page:
            return
        yield variables
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return


async def _answers(
    watched: Watched, target: Target, requests: Requests, database: Database
) -> dict[str, list[dict[str, Any]]]:
    return {
        operation.name: [await _ask(watched, operation, body, database) for body in requests[operation.name][:CHECKED]]
        for operation in target.operations
    }


async def _ask(watched: Watched, operation: Operation, body: str, database: Database) -> dict[str, Any]:
    request = post(watched.host, "/graphql", body.encode(), database.tokens[0])
    try:
        answer = orjson.loads(await ask(watched.host, watched.port, request))
    except (ConnectionError, TimeoutError) as error:
        raise BenchmarkError(f"{operation.name} was not answered: {error}") from error
    if "errors" in answer:
        raise BenchmarkError(f"{operation.name} was answered with errors: {answer['errors']}")
    data: dict[str, Any] = answer["data"]
    return data


def _compare(
    name: str, target: Target, bodies: Sequence[str], expected: Sequence[object], found: Sequence[object]
) -> None:
    for body, left, right in zip(bodies, expected, found, strict=False):
        if left != right:
            raise BenchmarkError(
                f"{target.name} answers {name} differently.\nasked: {body}\nthis server: {left}\nother: {right}"
            )

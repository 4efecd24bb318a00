"""The requests of each operation, and the check that every server gives the same answers to them."""

import asyncio
import random
from collections.abc import AsyncGenerator, Mapping, Sequence

import orjson

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.dialects import Json
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
"""Bodies by the name of the operation."""


def plan(targets: Sequence[Target], options: Options, database: Database, cores: Cores) -> Mapping[str, Requests]:
    """Return the request bodies by server; raises `BenchmarkError` unless all answer like the first."""
    planned: dict[str, Requests] = {}
    reference, *_ = targets
    expected: dict[str, list[Json]] = {}
    for target in targets:
        with started(target, database, cores) as watched:
            requests = asyncio.run(_requests(watched, target, options, database))
            found = asyncio.run(_answers(watched, target, requests, database))
        if target is reference:
            expected = found
        for name, answers in found.items():
            left = [target.dialect.shared(each) for each in expected[name]]
            compare(name, target, requests[name], left, [target.dialect.shared(each) for each in answers])
        planned[target.key] = requests
    return planned


async def _requests(watched: Watched, target: Target, options: Options, database: Database) -> Requests:
    """Return the same requests for every server, each with cursors of its own."""
    pages = [page async for page in _pages(watched, target, options, database)]
    chance = random.Random(options.seed)  # noqa: S311 - to repeat, not to surprise
    wanted = chance.sample(list(database.gent), min(SAMPLE, len(database.gent)))
    by_id: list[Json] = [{"id": encode_id(NodeKind.ACTIVITY, each)} for each in wanted]
    chance.shuffle(pages)
    variables = {TABLE.name: pages, COUNTED_TABLE.name: pages, ONE_ACTIVITY.name: by_id, DETAIL.name: by_id}
    return {
        operation.name: [target.dialect.body(operation, each) for each in variables[operation.name]]
        for operation in target.operations
    }


async def _pages(watched: Watched, target: Target, options: Options, database: Database) -> AsyncGenerator[Json]:
    """Walk through the table of Gent: each full page is a request of its own."""
    after = None
    while True:
        variables = {"nis": GENT, "first": options.page, "after": after}
        answer = await answer_to(watched, target, TABLE, target.dialect.body(TABLE, variables), database)
        found = answer["territory"]["activities"]
        if len(found["edges"]) < options.page:
            return
        yield variables
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            return


async def _answers(watched: Watched, target: Target, requests: Requests, database: Database) -> dict[str, list[Json]]:
    return {
        operation.name: [
            await answer_to(watched, target, operation, body, database) for body in requests[operation.name][:CHECKED]
        ]
        for operation in target.operations
    }


async def answer_to(watched: Watched, target: Target, operation: Operation, body: str, database: Database) -> Json:
    """Return what a server answers to one request, in the form of ours; raises `BenchmarkError` if it is none."""
    request = post(watched.host, "/graphql", body.encode(), database.tokens[0])
    try:
        answer = orjson.loads(await ask(watched.host, watched.port, request))
    except (ConnectionError, TimeoutError) as error:
        raise BenchmarkError(f"{operation.name} was not answered: {error}") from error
    if "errors" in answer:
        raise BenchmarkError(f"{operation.name} was answered with errors: {answer['errors']}")
    return target.dialect.understood(answer["data"])


def compare(
    name: str, target: Target, bodies: Sequence[str], expected: Sequence[object], found: Sequence[object]
) -> None:
    """Raise `BenchmarkError` unless answers are equal."""
    for body, left, right in zip(bodies, expected, found, strict=False):
        if left != right:
            raise BenchmarkError(
                f"{target.name} answers {name} differently.\nasked: {body}\nthis server: {left}\nother: {right}"
            )

"""Measuring whether reads stay as quick when the database grows, and far down in a list."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.dialects import Json
from benchmarks.load.jobs import ReadResult, Watched
from benchmarks.multiplying import multiplied
from benchmarks.operations import COUNTED_TABLE, TABLE, Operation
from benchmarks.options import GENT, Options
from benchmarks.reads import measured
from benchmarks.requests import answer_to, compare
from benchmarks.running import started
from benchmarks.targets import Target

TIMES = (1, 10, 100)
"""How many times the activities of the other measurements."""
DEEP = 1000
"""The page far down; a smaller database has fewer, and gives its last full one."""
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One page of the table in one database."""

    activities: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What was measured, by server and case, one result a round."""

    targets: Sequence[Target]
    cases: Sequence[Case]
    results: Mapping[tuple[str, Case], Sequence[ReadResult]]

    @property
    def ends(self) -> tuple[Case, Case]:
        """The first page of the smallest database, and the deep one of the largest."""
        return self.cases[0], self.cases[-1]

    @property
    def complete(self) -> bool:
        """Whether both are as small, as large and as deep as they should be."""
        return self.ends == (Case(activities=10_000, page=1), Case(activities=1_000_000, page=DEEP))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    database: Database
    bodies: Mapping[Case, str]


def measure_growth(
    targets: Sequence[Target], options: Options, database: Database, cores: Cores, say: Callable[[str], None]
) -> Growth:
    """Measure all sizes within each round, so that they can be compared; the first target finds the pages."""
    results: dict[tuple[str, Case], list[ReadResult]] = {}
    with ExitStack() as stack:
        sizes = []
        for times in TIMES:
            activities = options.activities * times
            say(f"growth: a database with {activities} activities")
            grown = stack.enter_context(multiplied(database, times)) if times > 1 else database
            sizes.append(_Size(database=grown, bodies=_checked_bodies(targets, activities, options, grown, cores)))
        for number in range(options.growth_rounds):
            turn = number % len(targets)
            for target in (*targets[turn:], *targets[:turn]):
                for size in sizes:
                    say(f"growth, round {number + 1} of {options.growth_rounds}: {target.name}")
                    with started(target, size.database, cores) as watched:
                        for case, body in size.bodies.items():
                            found = measured(watched, [body], options, size.database, cores)
                            results.setdefault((target.key, case), []).append(found)
    return Growth(targets=targets, cases=[case for size in sizes for case in size.bodies], results=results)


def _checked_bodies(
    targets: Sequence[Target], activities: int, options: Options, database: Database, cores: Cores
) -> Mapping[Case, str]:
    reference, *others = targets
    with started(reference, database, cores) as watched:
        page, after = asyncio.run(_deepest(watched, reference, options, database))
        places = {1: None, page: after}
        bodies = {
            Case(activities=activities, page=number): TABLE.body({"nis": GENT, "first": options.page, "after": place})
            for number, place in places.items()
        }
        expected = asyncio.run(_answers(watched, reference, list(bodies.values()), database))
    for target in others:
        with started(target, database, cores) as watched:
            found = asyncio.run(_answers(watched, target, list(bodies.values()), database))
        compare(TABLE.name, target, list(bodies.values()), expected, found)
    return bodies


async def _answers(watched: Watched, target: Target, bodies: Sequence[str], database: Database) -> list[object]:
    return [await answer_to(watched, target, TABLE, body, database) for body in bodies]


async def _deepest(watched: Watched, target: Target, options: Options, database: Database) -> tuple[int, str | None]:
    """Page through the table as a client would; return the number of the page to measure, and what it comes after."""

    async def ask(operation: Operation, first: int, after: str | None) -> Json:
        body = operation.body({"nis": GENT, "first": first, "after": after})
        page: Json = (await answer_to(watched, target, operation, body, database))["territory"]["activities"]
        return page

    after = None
    page = min(DEEP, (await ask(COUNTED_TABLE, 1, None))["totalCount"] // options.page)
    before = (page - 1) * options.page
    while before:
        step = min(before, LARGEST_PAGE)
        after = (await ask(TABLE, step, after))["pageInfo"]["endCursor"]
        before -= step
    return page, after

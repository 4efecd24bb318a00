"""Measuring reads: the servers in turn within each round, one at a time on its core."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.load.jobs import ReadJob, ReadResult, Spent, Watched
from benchmarks.operations import Operation
from benchmarks.options import Options
from benchmarks.requests import CHECKED, Requests, plan
from benchmarks.running import run_load, started
from benchmarks.targets import Target

MARGIN = 150.0
"""Seconds that a load process may take beyond what it was told to measure."""

Results = Mapping[tuple[str, str], list[ReadResult]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What was measured, by server and operation, one result a round."""

    targets: Sequence[Target]
    operations: Sequence[Operation]
    results: Results
    checked: int
    """Requests to which all servers gave the same answer."""

    def of(self, target: Target, operation: Operation) -> list[ReadResult]:
        """Return the results of a server on an operation; empty if it does not answer it."""
        return self.results.get((target.key, operation.name), [])


def measure_reads(
    targets: Sequence[Target], options: Options, database: Database, cores: Cores, say: Callable[[str], None]
) -> Reads:
    """Check that all answer alike, then measure; the first target is the reference."""
    say("comparing answers")
    requests = plan(targets, options, database, cores)
    results: dict[tuple[str, str], list[ReadResult]] = {}
    for number in range(options.rounds):
        # Nobody is always first, or always after the same one.
        turn = number % len(targets)
        for target in (*targets[turn:], *targets[:turn]):
            with started(target, database, cores) as watched:
                for operation in target.operations:
                    say(f"reads, round {number + 1} of {options.rounds}: {target.name}, {operation.name}")
                    bodies = requests[target.key][operation.name]
                    found = measured(watched, bodies, options, database, cores)
                    results.setdefault((target.key, operation.name), []).append(found)
    return Reads(
        targets=targets,
        operations=targets[0].operations,
        results=results,
        checked=_checked(targets, requests),
    )


def measured(watched: Watched, bodies: Sequence[str], options: Options, database: Database, cores: Cores) -> ReadResult:
    """Send requests over and over to a started server."""
    job = ReadJob(
        watched=watched,
        token=database.tokens[0],
        bodies=list(bodies),
        connections=options.connections,
        warm_up=options.warm_up,
        seconds=options.seconds,
    )
    told = run_load("reads", job, cores, within=options.warm_up + options.seconds * 4 + MARGIN)
    return ReadResult(**{**told, "spent": Spent(**told["spent"])})


def _checked(targets: Sequence[Target], requests: Mapping[str, Requests]) -> int:
    return sum(min(len(each), CHECKED) for target in targets[1:] for each in requests[target.key].values())

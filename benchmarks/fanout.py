"""Measuring the fan-out of one Melding to many subscribers, the servers in turn within each round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.cores import Cores
from benchmarks.database import Database, unpublish_drafts
from benchmarks.load.jobs import FanoutJob, FanoutResult, Spent
from benchmarks.operations import PUBLISH, SUBSCRIPTION
from benchmarks.options import BenchmarkError, Options
from benchmarks.running import run_load, started
from benchmarks.targets import Target
from resolvers.ids import NodeKind, encode_id

EVENT_SECONDS = 30.0
MARGIN = 240.0
"""Seconds that subscribing and closing may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fanout:
    """What was measured, by server, one result a round."""

    targets: Sequence[Target]
    results: Mapping[str, list[FanoutResult]]


def measure_fanout(
    targets: Sequence[Target], options: Options, database: Database, cores: Cores, say: Callable[[str], None]
) -> Fanout:
    """Measure servers that have the subscription."""
    needed = options.quiet_events + options.events + 1
    if len(database.drafts) < needed:
        raise BenchmarkError(f"{len(database.drafts)} drafts in Gent, {needed} are needed: use more activities")
    bodies = [
        PUBLISH.body({"input": {"activityId": encode_id(NodeKind.ACTIVITY, each)}}) for each in database.drafts[:needed]
    ]
    results: dict[str, list[FanoutResult]] = {}
    for number in range(options.rounds):
        turn = number % len(targets)
        for target in (*targets[turn:], *targets[:turn]):
            say(f"fan-out, round {number + 1} of {options.rounds}: {target.name}")
            unpublish_drafts(database)
            with started(target, database, cores) as watched:
                job = FanoutJob(
                    watched=watched,
                    tokens=list(database.tokens),
                    subscription=SUBSCRIPTION,
                    publish_path=target.publish_path or "",
                    quiet=bodies[: options.quiet_events],
                    events=bodies[options.quiet_events :],
                    settle=options.settle,
                    within=EVENT_SECONDS,
                )
                told = run_load("fanout", job, cores, within=EVENT_SECONDS * needed + MARGIN)
                results.setdefault(target.key, []).append(FanoutResult(**{**told, "spent": Spent(**told["spent"])}))
    return Fanout(targets=targets, results=results)

"""Measuring the fan-out of one Melding to many subscribers, the servers in turn within each round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.cores import Cores
from benchmarks.database import Database, unpublish_drafts
from benchmarks.load.jobs import FanoutJob, FanoutResult, Spent
from benchmarks.operations import PUBLISH, SUBSCRIPTION
from benchmarks.options import BenchmarkError, Options
from benchmarks.running import LoadError, run_load, started
from benchmarks.targets import Target
from resolvers.ids import NodeKind, encode_id

EVENT_SECONDS = 30.0
DELIVERY_SECONDS = 0.03
"""Longer than that each no server may take, with very many subscribers."""
MARGIN = 240.0
"""Seconds that subscribing and closing may take."""
SLOW_AT_MOST = 1000
"""Subscribers of a server that needs minutes for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fanout:
    """What was measured, by number of subscribers and server, one result a round."""

    targets: Sequence[Target]
    audiences: Sequence[int]
    results: Mapping[tuple[int, str], Sequence[FanoutResult]]
    failures: Mapping[tuple[int, str], str]
    """What happened where a server did not reach everybody; it has no results there, nor with more subscribers."""

    def of(self, subscribers: int, target: Target) -> Sequence[FanoutResult]:
        """Return the results of a server with so many subscribers; empty if that was left out."""
        return self.results.get((subscribers, target.key), [])


def measure_fanout(
    targets: Sequence[Target], options: Options, database: Database, cores: Cores, say: Callable[[str], None]
) -> Fanout:
    """Measure servers that have the subscription."""
    needed = options.quiet_events + options.events + 1
    if len(database.drafts) < needed:
        raise BenchmarkError(f"{len(database.drafts)} drafts in Gent, {needed} are needed: use more activities")
    results: dict[tuple[int, str], list[FanoutResult]] = {}
    failures: dict[tuple[int, str], str] = {}
    for subscribers in options.audiences:
        for number in range(options.fanout_rounds):
            turn = number % len(targets)
            for target in (*targets[turn:], *targets[:turn]):
                failed = any(key == target.key for _, key in failures)
                if failed or (target.slow and subscribers > SLOW_AT_MOST):
                    continue
                say(f"fan-out to {subscribers}, round {number + 1} of {options.fanout_rounds}: {target.name}")
                try:
                    found = _measured(target, subscribers, options, database, cores)
                except LoadError as error:
                    # Not a reason to throw away what was measured before.
                    failures[subscribers, target.key] = error.summary
                    results.pop((subscribers, target.key), None)
                else:
                    results.setdefault((subscribers, target.key), []).append(found)
    return Fanout(targets=targets, audiences=options.audiences, results=results, failures=failures)


def _measured(target: Target, subscribers: int, options: Options, database: Database, cores: Cores) -> FanoutResult:
    unpublish_drafts(database)
    bodies = [PUBLISH.body({"input": {"activityId": encode_id(NodeKind.ACTIVITY, each)}}) for each in database.drafts]
    within = max(EVENT_SECONDS, subscribers * DELIVERY_SECONDS)
    with started(target, database, cores) as watched:
        job = FanoutJob(
            watched=watched,
            tokens=list(database.tokens[:subscribers]),
            subscription=SUBSCRIPTION,
            publish_path=target.publish_path or "",
            quiet=bodies[: options.quiet_events],
            events=bodies[options.quiet_events :][: options.events + 1],
            seconds=options.publishing,
            settle=options.settle,
            within=within,
        )
        told = run_load("fanout", job, cores, within=within * (options.quiet_events + options.events) + MARGIN)
    return FanoutResult(**{**told, "spent": Spent(**told["spent"])})

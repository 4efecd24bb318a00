"""What this server is meant to reach, and whether it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.fanout import Fanout
from benchmarks.formatting import shown, table, thousands
from benchmarks.growth import Growth
from benchmarks.load.jobs import FanoutResult, ReadResult
from benchmarks.measures import (
    ALL_RECEIVED,
    DELIVERY_CPU,
    IDLE_MEMORY,
    P50,
    READ_CPU,
    READ_CPU_OF_BOTH,
    THROUGHPUT,
    Measure,
)
from benchmarks.operations import COUNTED_TABLE, ONE_ACTIVITY, TABLE, Operation
from benchmarks.reads import Reads
from benchmarks.spread import Spread, number

AUDIENCE = 1000
"""Subscribers at which the fan-out is judged, or the most below that both servers reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A bound, and what was found."""

    name: str
    bound: float
    found: Spread | None
    more_is_better: bool = False
    unit: str = ""

    @property
    def wanted(self) -> str:
        """The bound as text."""
        return f"{'≥' if self.more_is_better else '≤'} {number(self.bound)}{self.unit}"

    @property
    def verdict(self) -> str:
        """Whether the median keeps the bound."""
        if self.found is None:
            return "not measured"
        met = self.found.median >= self.bound if self.more_is_better else self.found.median <= self.bound
        return "met" if met else "not met"


def goal_table(reads: Reads | None, growth: Growth | None, fanout: Fanout | None) -> list[str]:
    """Return the lines on all goals."""
    goals = [*_read_goals(reads), *_growth_goals(growth), *_fanout_goals(fanout)]
    rows = [[goal.name, goal.wanted, shown(goal.found), goal.verdict] for goal in goals]
    return table(["this server's figure, divided by that of", "target", "measured", ""], rows)


def _read_goals(reads: Reads | None) -> Iterator[Goal]:
    def ratio(measure: Measure[ReadResult], operation: Operation, key: str) -> Spread | None:
        if reads is None:
            return None
        by_key = {target.key: reads.of(target, operation) for target in reads.targets}
        return measure.ratio(by_key["ours"], by_key.get(key, []))

    for key, name, bound in (
        ("plain", "plain Strawberry", 1 / 12),
        ("handwritten", "hand-written code", 0.85),
        ("mercurius", "Mercurius, jit", 1.0),
        ("postgraphile", "PostGraphile", 0.4),
    ):
        yield Goal(name=f"table, CPU: {name}", bound=bound, found=ratio(READ_CPU, TABLE, key))
    one = ratio(THROUGHPUT, ONE_ACTIVITY, "plain")
    yield Goal(name="one activity, requests/s: plain Strawberry", bound=20, found=one, more_is_better=True)
    counted = None
    if reads is not None:
        ours = reads.targets[0]
        counted = READ_CPU_OF_BOTH.ratio(reads.of(ours, COUNTED_TABLE), reads.of(ours, TABLE))
    yield Goal(name="counted table, CPU with PostgreSQL: the same without count", bound=1.5, found=counted)


def _growth_goals(growth: Growth | None) -> Iterator[Goal]:
    for measure, name in ((READ_CPU_OF_BOTH, "CPU with PostgreSQL"), (P50, "p50")):
        found = None
        if growth is not None and growth.complete:
            first, last = growth.ends
            ours = growth.targets[0].key
            found = measure.ratio(growth.results[ours, last], growth.results[ours, first])
        yield Goal(name=f"page 1 000 of 1 000 000, {name}: page 1 of 10 000", bound=1.3, found=found)


def _fanout_goals(fanout: Fanout | None) -> Iterator[Goal]:
    yield _beside("plain", DELIVERY_CPU, 1 / 20, fanout, "CPU: plain Strawberry")
    yield _beside("node", DELIVERY_CPU, 1 / 3, fanout, "CPU: graphql-ws")
    yield _beside("plain", ALL_RECEIVED, 1 / 10, fanout, "all received: plain Strawberry")
    _, ours, _ = _reached(fanout, "ours")
    yield Goal(name="idle subscription (not divided)", bound=32, found=IDLE_MEMORY.spread(ours), unit=" KiB")


def _beside(key: str, measure: Measure[FanoutResult], bound: float, fanout: Fanout | None, what: str) -> Goal:
    subscribers, ours, theirs = _reached(fanout, key)
    return Goal(name=f"fan-out to {thousands(subscribers)}, {what}", bound=bound, found=measure.ratio(ours, theirs))


def _reached(fanout: Fanout | None, key: str) -> tuple[int, Sequence[FanoutResult], Sequence[FanoutResult]]:
    """Return the largest audience that counts and that both reached, with the results of both there."""
    if fanout is not None:
        ours, *_ = fanout.targets
        other = next((target for target in fanout.targets if target.key == key), ours)
        for subscribers in sorted(fanout.audiences, reverse=True):
            both = fanout.of(subscribers, ours), fanout.of(subscribers, other)
            if subscribers <= AUDIENCE and all(both):
                return subscribers, *both
    return AUDIENCE, [], []

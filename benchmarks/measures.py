"""What is read off the results: each measure with its name, its unit, and how it follows from a round."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from benchmarks.load.jobs import FanoutResult, ReadResult
from benchmarks.spread import Spread

R = TypeVar("R", ReadResult, FanoutResult)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Generic[R]):
    """One column of a table."""

    name: str
    value: Callable[[R], float | None]
    more_is_better: bool = False

    def spread(self, results: Sequence[R]) -> Spread | None:
        """Return the figure over all rounds; None where it could not be measured."""
        values = self._values(results)
        return Spread.of(values) if values else None

    def ratio(self, ours: Sequence[R], theirs: Sequence[R]) -> Spread | None:
        """Return the ratio of each round, ours to theirs."""
        over, under = self._values(ours), self._values(theirs)
        return Spread.of_ratios(over, under) if over and len(over) == len(under) else None

    def _values(self, results: Sequence[R]) -> list[float]:
        return [value for value in map(self.value, results) if value is not None]


def _postgres_per_answer(result: ReadResult) -> float | None:
    return None if result.spent.postgres is None else result.spent.postgres * 1000 / result.answers


def _cpu_of_both(result: ReadResult) -> float | None:
    if result.spent.postgres is None:
        return None
    return (result.spent.server + result.spent.postgres) * 1000 / result.answers


THROUGHPUT: Measure[ReadResult] = Measure(
    name="requests/s", value=lambda each: each.answers / each.spent.seconds, more_is_better=True
)
READ_CPU: Measure[ReadResult] = Measure(
    name="server CPU ms/request", value=lambda each: each.spent.server * 1000 / each.answers
)
P50: Measure[ReadResult] = Measure(name="p50 ms", value=lambda each: each.p50_ms)
P99: Measure[ReadResult] = Measure(name="p99 ms", value=lambda each: each.p99_ms)
READ_CPU_OF_BOTH: Measure[ReadResult] = Measure(name="server + PostgreSQL CPU", value=_cpu_of_both)
READ_MEASURES: Sequence[Measure[ReadResult]] = (
    THROUGHPUT,
    P50,
    P99,
    READ_CPU,
    Measure(name="PostgreSQL CPU ms/request", value=_postgres_per_answer),
)
READ_RATIOS: Sequence[Measure[ReadResult]] = (THROUGHPUT, P50, P99, READ_CPU, READ_CPU_OF_BOTH)


def load_share(result: ReadResult, cores: int) -> float:
    """Return how busy the cores of the load were, from 0 to 1."""
    return (result.spent.load + (result.spent.postgres or 0.0)) / result.spent.seconds / cores


def disturbance(results: Iterable[ReadResult | FanoutResult]) -> Spread:
    """Return which part of the server's core somebody else took, from 0 to 1."""
    return Spread.of([each.spent.others / each.spent.seconds for each in results])


def _per_thousand(seconds: float, result: FanoutResult) -> float:
    return seconds * 1000 / (len(result.all_received_ms) * result.subscribers)


def _delivering(result: FanoutResult) -> float:
    publishing = result.quiet_cpu * len(result.all_received_ms)
    return _per_thousand(max(result.spent.server - publishing, 0.0), result)


def _postgres_per_thousand(result: FanoutResult) -> float | None:
    return None if result.spent.postgres is None else _per_thousand(result.spent.postgres, result)


def _median(values: Sequence[float]) -> float:
    return Spread.of(values).median


ALL_RECEIVED: Measure[FanoutResult] = Measure(name="all received, ms", value=lambda each: _median(each.all_received_ms))
DELIVERY_CPU: Measure[FanoutResult] = Measure(
    name="server CPU s/1000 deliveries", value=lambda each: _per_thousand(each.spent.server, each)
)
IDLE_MEMORY: Measure[FanoutResult] = Measure(name="KiB/idle subscription", value=lambda each: each.kib_per_subscription)
FANOUT_MEASURES: Sequence[Measure[FanoutResult]] = (
    ALL_RECEIVED,
    Measure(name="p50 ms", value=lambda each: each.p50_ms),
    Measure(name="p99 ms", value=lambda each: each.p99_ms),
    DELIVERY_CPU,
    Measure(name="the same, publishing apart", value=_delivering),
    Measure(name="PostgreSQL CPU s/1000", value=_postgres_per_thousand),
    IDLE_MEMORY,
    Measure(name="CPU ms to subscribe", value=lambda each: each.subscribe_cpu * 1000 / each.subscribers),
)

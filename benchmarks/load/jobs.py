"""What a load process is told to do, and what it reports: one JSON object in, one out."""

import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

import orjson
import uvloop

from benchmarks.proc import busy_seconds, cpu_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The server under load, and where it runs."""

    host: str
    port: int
    pid: int
    postmaster: int | None
    """Process of PostgreSQL; None where its CPU time cannot be read."""
    cores: list[int]
    """Those of the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a stretch of time cost, in seconds."""

    seconds: float
    server: float
    postgres: float | None
    load: float
    others: float
    """What somebody else took of the server's cores."""


class Meter:
    """Runs from its making until it is read."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._begin = self._now()

    def read(self) -> Spent:
        """Return what was spent since."""
        seconds, server, postgres, load, busy = (now - then for now, then in zip(self._now(), self._begin, strict=True))
        return Spent(
            seconds=seconds,
            server=server,
            postgres=None if self._watched.postmaster is None else postgres,
            load=load,
            others=max(busy - server, 0.0),
        )

    def _now(self) -> tuple[float, float, float, float, float]:
        watched = self._watched
        return (
            time.perf_counter(),
            cpu_seconds(watched.pid),
            0.0 if watched.postmaster is None else cpu_seconds(watched.postmaster),
            time.process_time(),
            busy_seconds(watched.cores),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """Send these requests over and over."""

    watched: Watched
    token: str
    bodies: list[str]
    connections: int
    warm_up: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """How that went."""

    answers: int
    p50_ms: float
    p99_ms: float
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class FanoutJob:
    """Subscribe, wait, publish one thing at a time."""

    watched: Watched
    tokens: list[str]
    """One for each subscriber."""
    subscription: dict[str, Any]
    publish_path: str
    quiet: list[str]
    """Publications before anybody subscribes."""
    events: list[str]
    seconds: float
    """Of publishing, after which a few events will do."""
    settle: float
    within: float
    """Seconds that one event may take to reach everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FanoutResult:
    """How that went."""

    subscribers: int
    all_received_ms: list[float]
    """For each event."""
    p50_ms: float
    p99_ms: float
    spent: Spent
    """On all events."""
    quiet_cpu: float
    """Seconds of the server, for one publication that nobody hears."""
    kib_per_subscription: float
    subscribe_cpu: float
    """Seconds, for all subscribers."""


def percentile(ordered: list[float], share: float) -> float:
    """Return the value below which a share of ordered values lies."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def run(work: Callable[[dict[str, Any]], Awaitable[ReadResult | FanoutResult]]) -> None:
    """Do the job that stands on standard input."""

    async def main() -> ReadResult | FanoutResult:
        return await work(orjson.loads(sys.stdin.buffer.read()))

    sys.stdout.buffer.write(orjson.dumps(asdict(uvloop.run(main()))))

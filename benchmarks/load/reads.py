"""Load process for reads: a number of connections, each with one request under way at any time."""

import asyncio
import itertools
from typing import Any

from benchmarks.load.jobs import Meter, ReadJob, ReadResult, Spent, Watched, percentile, run
from benchmarks.load.wire import Connection, post

WAVES = 20
"""Answers that each connection should have had before the measurement ends."""
EXTENSIONS = 3
"""How many times longer than asked the measurement may last for that."""


class _Load:
    """The requests in rotation, and the answers while they count.

    A busy server answers in waves, all connections at about the same time. So counting begins with an answer and ends
    when each connection has had the same number of them: the work that is half done is then the same at both ends.
    """

    def __init__(self, job: ReadJob) -> None:
        watched = job.watched
        self._job = job
        self._requests = itertools.cycle(
            [post(watched.host, "/graphql", body.encode(), job.token) for body in job.bodies]
        )
        self._meter: Meter | None = None
        self.latencies: list[float] = []
        self.armed = self.closing = self.stopping = False
        self.spent: asyncio.Future[Spent] = asyncio.get_running_loop().create_future()

    def next_request(self) -> bytes | None:
        return None if self.stopping else next(self._requests)

    def answered(self, taken: float, head: bytes, body: bytes) -> None:
        if not head.startswith(b"HTTP/1.1 200 ") or b'"errors"' in body:
            raise ConnectionError((head + body).decode(errors="replace")[:1000])
        if self._meter is None:
            if self.armed:
                self._meter = Meter(self._job.watched)
        elif not self.spent.done():
            self.latencies.append(taken)
            if self.closing and len(self.latencies) % self._job.connections == 0:
                self.spent.set_result(self._meter.read())


async def measure(told: dict[str, Any]) -> ReadResult:
    """Warm up, then measure."""
    job = ReadJob(**{**told, "watched": Watched(**told["watched"])})
    load, watched, loop = _Load(job), job.watched, asyncio.get_running_loop()
    connections = [
        (await loop.create_connection(lambda: Connection(load.next_request, load.answered), watched.host, watched.port))
        for _ in range(job.connections)
    ]
    ended = asyncio.gather(*(connection.ended for _, connection in connections))
    await _wait(ended, job.warm_up)
    load.armed = True
    await _wait(ended, job.seconds)
    for _ in range(EXTENSIONS):
        if len(load.latencies) >= WAVES * job.connections:
            break
        await _wait(ended, job.seconds)
    load.closing = True
    either: set[asyncio.Future[Any]] = {ended, load.spent}
    async with asyncio.timeout(60):
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    await _wait(ended, 0)
    load.stopping = True
    async with asyncio.timeout(60):
        await ended
    ordered = sorted(load.latencies)
    return ReadResult(
        answers=len(ordered),
        p50_ms=percentile(ordered, 0.50) * 1000,
        p99_ms=percentile(ordered, 0.99) * 1000,
        spent=load.spent.result(),
    )


async def _wait(ended: "asyncio.Future[list[None]]", seconds: float) -> None:
    await asyncio.wait({ended}, timeout=seconds)
    if ended.done():
        # Nothing ends by itself before it is told to.
        ended.result()


if __name__ == "__main__":
    run(measure)

"""Load process for the fan-out: many subscribers on sockets of their own, who note when each event reaches them."""

import asyncio
import time
from contextlib import ExitStack
from typing import Any

import orjson

from benchmarks.load.jobs import FanoutJob, FanoutResult, Meter, Watched, percentile, run
from benchmarks.load.sockets import Socket
from benchmarks.load.wire import ask, post
from benchmarks.proc import cpu_seconds, resident_kib

AT_A_TIME = 10
"""Subscribers that connect at the same moment."""
PAUSE = 0.1
"""Seconds between two events, so that the tail of one does not fall into the next."""

FEWEST_EVENTS = 3
SUBSCRIBING_SECONDS = 240.0


class Audience:
    """The subscribers together."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._published_at = 0.0
        self._complete: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.delays: list[float] = []

    def await_event(self) -> None:
        """Begin to count for the next event."""
        self.delays = []
        if self._complete.done():
            self._complete.result()
        self._complete = asyncio.get_running_loop().create_future()
        self._published_at = time.perf_counter()

    async def complete(self, seconds: float) -> None:
        """Wait until everybody received it."""
        try:
            async with asyncio.timeout(seconds):
                await self._complete
        except TimeoutError:
            raise ConnectionError(
                f"{len(self.delays)} of {self._size} subscribers received an event within {seconds:.0f} s"
            ) from None

    def received(self, message: bytes | ConnectionError) -> None:
        """Note a message of one subscriber."""
        delay = time.perf_counter() - self._published_at
        if isinstance(message, ConnectionError):
            self._failed(message)
        elif b"MeldingArrived" in message:
            self.delays.append(delay)
            if len(self.delays) == self._size and not self._complete.done():
                self._complete.set_result(None)
        elif b'"next"' not in message or b'"errors"' in message:
            self._failed(ConnectionError(f"a subscriber was told: {message[:500].decode(errors='replace')}"))

    def _failed(self, error: ConnectionError) -> None:
        if not self._complete.done():
            self._complete.set_exception(error)


async def subscribe(socket: Socket, token: str, job: FanoutJob) -> None:
    """Start one subscription, and wait for the event that says that it stands."""
    socket.send(orjson.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}))
    acknowledged = orjson.loads(await socket.receive())
    if acknowledged["type"] != "connection_ack":
        raise ConnectionError(f"not acknowledged: {acknowledged}")
    socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": job.subscription}))
    first = orjson.loads(await socket.receive())
    if first["type"] != "next" or "errors" in first["payload"]:
        raise ConnectionError(f"not subscribed: {first}")


async def measure(told: dict[str, Any]) -> FanoutResult:
    """Publish to nobody, subscribe, publish to everybody."""
    job = FanoutJob(**{**told, "watched": Watched(**told["watched"])})
    pid = job.watched.pid
    # The first publication meets a server that has done nothing yet.
    await _publish(job, job.quiet[0])
    quiet_before = cpu_seconds(pid)
    for body in job.quiet[1:]:
        await _publish(job, body)
    quiet_cpu = (cpu_seconds(pid) - quiet_before) / len(job.quiet[1:])
    memory_before, cpu_before = resident_kib(pid), cpu_seconds(pid)
    with ExitStack() as stack:
        async with asyncio.timeout(SUBSCRIBING_SECONDS):
            sockets = await _all_subscribed(job, stack)
        subscribe_cpu = cpu_seconds(pid) - cpu_before
        await asyncio.sleep(job.settle)
        memory = (resident_kib(pid) - memory_before) / len(sockets)
        audience = Audience(len(sockets))
        for socket in sockets:
            socket.listen(audience.received)
        # The first event finds code that never ran.
        await _one_event(job, job.events[0], audience)
        meter = Meter(job.watched)
        delays = await _events(job, audience)
        spent = meter.read()
    ordered = sorted(delay for event in delays for delay in event)
    return FanoutResult(
        subscribers=len(sockets),
        all_received_ms=[max(event) * 1000 for event in delays],
        p50_ms=percentile(ordered, 0.50) * 1000,
        p99_ms=percentile(ordered, 0.99) * 1000,
        spent=spent,
        quiet_cpu=quiet_cpu,
        kib_per_subscription=memory,
        subscribe_cpu=subscribe_cpu,
    )


async def _events(job: FanoutJob, audience: Audience) -> list[list[float]]:
    """Publish until it took long enough, or there is nothing left."""
    ends = time.perf_counter() + job.seconds
    delays: list[list[float]] = []
    for body in job.events[1:]:
        if len(delays) >= FEWEST_EVENTS and time.perf_counter() > ends:
            break
        delays.append(await _one_event(job, body, audience))
    return delays


async def _all_subscribed(job: FanoutJob, stack: ExitStack) -> list[Socket]:
    turns = asyncio.Semaphore(AT_A_TIME)
    loop, watched = asyncio.get_running_loop(), job.watched

    async def one(token: str) -> Socket:
        async with turns:
            _, socket = await loop.create_connection(
                lambda: Socket(watched.host, "/graphql", "graphql-transport-ws"), watched.host, watched.port
            )
            stack.callback(socket.close)
            await socket.open
            await subscribe(socket, token, job)
            return socket

    return list(await asyncio.gather(*(one(token) for token in job.tokens)))


async def _one_event(job: FanoutJob, body: str, audience: Audience) -> list[float]:
    audience.await_event()
    await asyncio.gather(_publish(job, body), audience.complete(job.within))
    delays = audience.delays
    await asyncio.sleep(PAUSE)
    return delays


async def _publish(job: FanoutJob, body: str) -> None:
    watched = job.watched
    answer = await ask(watched.host, watched.port, post(watched.host, job.publish_path, body.encode(), job.tokens[0]))
    if b"ActivityPublished" not in answer:
        raise ConnectionError(f"not published: {answer.decode(errors='replace')[:500]}")


if __name__ == "__main__":
    run(measure)

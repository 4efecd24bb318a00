"""Load process for the fan-out: many subscribers on sockets of their own, who note when each event reaches them."""

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.load.jobs import FanoutJob, FanoutResult, Meter, Watched, percentile, run
from benchmarks.load.wire import ask, post
from benchmarks.proc import cpu_seconds, resident_kib

AT_A_TIME = 10
"""Subscribers that connect at the same moment."""
PAUSE = 0.1
"""Seconds between two events, so that the tail of one does not fall into the next."""

SUBSCRIBING_SECONDS = 120.0


class Audience:
    """The subscribers together."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._published_at = 0.0
        self._complete = asyncio.Event()
        self.delays: list[float] = []

    def await_event(self) -> None:
        """Begin to count for the next event."""
        self.delays = []
        self._complete.clear()
        self._published_at = time.perf_counter()

    async def complete(self, seconds: float) -> None:
        """Wait until everybody received it."""
        try:
            async with asyncio.timeout(seconds):
                await self._complete.wait()
        except TimeoutError:
            raise ConnectionError(
                f"{len(self.delays)} of {self._size} subscribers received an event within {seconds:.0f} s"
            ) from None

    def received(self, message: str | bytes) -> None:
        """Note a message of one subscriber."""
        delay = time.perf_counter() - self._published_at
        text = message if isinstance(message, str) else message.decode()
        if "MeldingArrived" in text:
            self.delays.append(delay)
            if len(self.delays) == self._size:
                self._complete.set()
        elif '"next"' not in text or '"errors"' in text:
            raise ConnectionError(f"a subscriber was told: {text[:500]}")


async def subscribe(socket: ClientConnection, token: str, job: FanoutJob) -> None:
    """Start one subscription, and wait for the event that says that it stands."""
    await socket.send(
        orjson.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}).decode()
    )
    acknowledged = orjson.loads(await socket.recv())
    if acknowledged["type"] != "connection_ack":
        raise ConnectionError(f"not acknowledged: {acknowledged}")
    await socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": job.subscription}).decode())
    first = orjson.loads(await socket.recv())
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
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as listeners:
        async with asyncio.timeout(SUBSCRIBING_SECONDS):
            sockets = await _all_subscribed(job, stack)
        subscribe_cpu = cpu_seconds(pid) - cpu_before
        await asyncio.sleep(job.settle)
        memory = (resident_kib(pid) - memory_before) / len(sockets)
        audience = Audience(len(sockets))
        tasks = [listeners.create_task(_listen(socket, audience)) for socket in sockets]
        # The first event finds code that never ran.
        await _one_event(job, job.events[0], audience)
        meter = Meter(job.watched)
        delays = [await _one_event(job, body, audience) for body in job.events[1:]]
        spent = meter.read()
        for task in tasks:
            task.cancel()
    ordered = sorted(delay for event in delays for delay in event)
    return FanoutResult(
        all_received_ms=[max(event) * 1000 for event in delays],
        p50_ms=percentile(ordered, 0.50) * 1000,
        p99_ms=percentile(ordered, 0.99) * 1000,
        spent=spent,
        quiet_cpu=quiet_cpu,
        kib_per_subscription=memory,
        subscribe_cpu=subscribe_cpu,
    )


async def _all_subscribed(job: FanoutJob, stack: AsyncExitStack) -> list[ClientConnection]:
    turns = asyncio.Semaphore(AT_A_TIME)
    address = f"ws://{job.watched.host}:{job.watched.port}/graphql"

    async def one(token: str) -> ClientConnection:
        async with turns:
            socket = await stack.enter_async_context(
                connect(
                    address,
                    subprotocols=[Subprotocol("graphql-transport-ws")],
                    compression=None,
                    ping_interval=None,
                    proxy=None,
                    close_timeout=2,
                    open_timeout=60,
                )
            )
            await subscribe(socket, token, job)
            return socket

    return list(await asyncio.gather(*(one(token) for token in job.tokens)))


async def _listen(socket: ClientConnection, audience: Audience) -> None:
    while True:
        audience.received(await socket.recv())


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

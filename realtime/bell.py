"""The bell: wakes those who wait for news on a territory, in this process and through `broadcaster` in the others.

It may ring late, twice or not at all; what happened is in the database, and whoever waits looks there at intervals too.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager, suppress

import structlog
from broadcaster import Broadcast
from broadcaster._base import Subscriber

from domain.territories.model import Nis
from realtime import channels
from realtime.channels import AccessTasks, ClaimsOn, Message, News, Topic

log = structlog.get_logger(__name__)

PUBLISH_TIMEOUT = 2.0
SILENCE = 15.0
"""Seconds without a sound after which the listener asks for one."""
FIRST_RETRY, LAST_RETRY = 0.5, 30.0


class Ear:
    """Somebody who waits for news of one topic. Clear it before reading, so that a ring meanwhile is not lost."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the one who waits."""
        self._rung.set()

    def clear(self) -> None:
        """Forget earlier rings; the database is read after this."""
        self._rung.clear()

    async def wait(self, seconds: float) -> None:
        """Wait for a ring, but not longer than this."""
        # Not `wait_for`: on Python 3.11 it swallows a cancellation that comes at the moment of the ring.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()


class Bell:
    """Rings and listens on one broadcast address; `memory://` reaches this process only."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._broadcast: Broadcast | None = None
        self._publishing = asyncio.Lock()
        self._ears: defaultdict[Topic, set[Ear]] = defaultdict(set)
        self._supervisor: asyncio.Task[None] | None = None
        self._closed = False
        self.connected = asyncio.Event()
        """Set while rings of other processes are heard."""

    @property
    def healthy(self) -> bool:
        """Whether rings of other processes are heard."""
        return self.connected.is_set()

    @property
    def closed(self) -> bool:
        """Whether the server is stopping: streams end then."""
        return self._closed

    async def start(self) -> None:
        """Begin to listen; returns at once, a broker that is away is tried again and again."""
        self._supervisor = asyncio.create_task(self._supervise(), name="bell")

    async def stop(self) -> None:
        """Stop listening and let every stream end."""
        self._closed = True
        self.wake()
        if self._supervisor is not None:
            self._supervisor.cancel()
            await asyncio.wait({self._supervisor})

    def wake(self) -> None:
        """Let everybody in this process look again, whatever they wait for."""
        for topic in tuple(self._ears):
            self._wake(topic)

    @contextmanager
    def listening(self, topic: Topic) -> Generator[Ear]:
        """Listen for what is new about a topic."""
        ear = Ear()
        self._ears[topic].add(ear)
        try:
            yield ear
        finally:
            self._ears[topic].discard(ear)
            if not self._ears[topic]:
                del self._ears[topic]

    async def announce(self, territory: Nis, sequence: int) -> None:
        """Ring for the Meldingen of a territory; never raises."""
        await self._ring(News(territory=territory, sequence=sequence))

    async def announce_claims(self, territory: Nis) -> None:
        """Ring for the claims on a territory; never raises."""
        await self._ring(ClaimsOn(territory=territory))

    async def announce_access_tasks(self) -> None:
        """Ring for the requests for access; never raises."""
        await self._ring(AccessTasks())

    async def _ring(self, message: Message) -> None:
        # Here at once, elsewhere through the broker.
        self._wake(channels.topic_of(message))
        try:
            await self._publish(channels.encode(message))
        except Exception as error:  # noqa: BLE001 - each broker has errors of its own, and none may reach a request
            log.warning("bell.not_heard_elsewhere", error=repr(error), message=channels.encode(message))

    async def _publish(self, message: str) -> None:
        broadcast = self._broadcast
        if broadcast is None:
            return
        # Its PostgreSQL connection takes one publish at a time and raises on a second.
        async with asyncio.timeout(PUBLISH_TIMEOUT), self._publishing:
            await broadcast.publish(channels.CHANNEL, message)

    def _wake(self, topic: Topic) -> None:
        for ear in tuple(self._ears.get(topic, ())):
            ear.ring()

    async def _supervise(self) -> None:
        pause = FIRST_RETRY
        while not self._closed:
            try:
                await self._listen()
            except Exception as error:  # noqa: BLE001 - whatever went wrong, the answer is to connect again
                log.warning("bell.lost", error=repr(error), retry_in=round(pause, 1))
            finally:
                healthy_before = self.healthy
                self.connected.clear()
                self._broadcast = None
            pause = FIRST_RETRY if healthy_before else min(pause * 2, LAST_RETRY)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads reconnects, hides nothing

    async def _listen(self) -> None:
        broadcast = Broadcast(self._url)
        async with asyncio.timeout(SILENCE):
            await broadcast.connect()
        try:
            async with broadcast.subscribe(channels.CHANNEL) as subscriber:
                self._broadcast = broadcast
                self.connected.set()
                # What was rung while nobody here listened is in the database.
                self.wake()
                while not self._closed:
                    self._hear(await self._next(subscriber))
        finally:
            self._broadcast = None
            with suppress(Exception):
                async with asyncio.timeout(PUBLISH_TIMEOUT):
                    await broadcast.disconnect()

    async def _next(self, subscriber: Subscriber) -> str:
        with suppress(TimeoutError):
            async with asyncio.timeout(SILENCE):
                return (await subscriber.get()).message
        # A lost connection makes no sound in broadcaster 0.3.1; hearing oneself proves that the line works.
        await self._publish(channels.HEARTBEAT)
        async with asyncio.timeout(PUBLISH_TIMEOUT):
            return (await subscriber.get()).message

    def _hear(self, message: str) -> None:
        heard = channels.decode(message)
        if heard is not None:
            self._wake(channels.topic_of(heard))

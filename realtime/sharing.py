"""Sharing a stream: what many subscribers all get is made once, and handed to each through a bounded queue of its own.

Knows neither what is made nor how it is sent; it keeps the order, the bounds, and who is in.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

import structlog

from domain.meldingen.model import LogPosition

log = structlog.get_logger(__name__)

MOST_EVENTS, MOST_BYTES = 256, 1024 * 1024
"""What may wait for one member; who leaves more unread resumes from its last cursor."""
PATIENCE = 10.0
"""Seconds that a member may be busy with what it took, when the next event comes."""

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)


class Kind(Enum):
    """What an event means for the place of those who get it."""

    NEXT = auto()
    """Comes once, to those who are before it."""
    SIGN = auto()
    """A sign of life: up to its place everything was sent."""
    LAST = auto()
    """The stream ends with it, wherever one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[T]):
    """One event, ready to be sent to every member."""

    kind: Kind
    position: LogPosition
    payload: T
    size: int


class Ending(Enum):
    """Why nothing more comes from a group."""

    ENDED = auto()
    """The stream came to its end."""
    PUT_OUT = auto()
    """The group goes on without this member, who finds out alone what it may still have."""


class SlowReaderError(TimeoutError):
    """A member left more unread than is kept for it."""


class Door(Protocol[T_contra]):
    """Between a group and one member: who may still come in, and what comes out."""

    def admits(self, at: datetime) -> bool:
        """Whether the member may have what the group gets; asked before each delivery."""
        ...

    def send_now(self, payload: T_contra) -> bool:
        """Send a payload without waiting for anything; False if that cannot be done, and nothing was sent."""
        ...

    def overrun(self) -> None:
        """Hear that the member was dropped because it does not read."""
        ...


class Member(Generic[K, T]):
    """One subscriber in a group. There are thousands, mostly waiting: it holds no more than that takes."""

    __slots__ = ("_busy_since", "_bytes", "_door", "_ending", "_group", "_waiting", "_waker", "position")

    def __init__(self, group: "Group[K, T]", position: LogPosition, door: Door[T]) -> None:
        self._group = group
        self._door = door
        self._waiting: list[Made[T]] = []
        self._bytes = 0
        self._waker: asyncio.Future[None] | None = None
        self._busy_since = time.monotonic()
        self._ending: Ending | SlowReaderError | None = None
        self.position = position
        """Everything up to here was handed to this member, or sent to it before it joined."""

    async def take(self) -> T | Ending:
        """Return the next payload; raises `SlowReaderError` to who was too slow."""
        while not self._waiting:
            if isinstance(self._ending, SlowReaderError):
                raise self._ending
            if self._ending is not None:
                return self._ending
            self._waker = asyncio.get_running_loop().create_future()
            try:
                await self._waker
            finally:
                self._waker = None
        made = self._waiting.pop(0)
        self._bytes -= made.size
        self._busy_since = time.monotonic()
        return made.payload

    def offer(self, made: Made[T], at: datetime) -> None:
        """Put an event in the queue, unless the member had it, may not have it, or does not read."""
        if made.kind is not Kind.LAST:
            ahead = made.position.sequence - self.position.sequence
            if ahead < 0 or (ahead == 0 and made.kind is Kind.NEXT):
                return
        if not self._door.admits(at):
            self.end(Ending.PUT_OUT)
        elif self._waker is not None and not self._waiting and self._door.send_now(made.payload):
            self.position = made.position
        elif self._too_slow(made):
            self._waiting.clear()
            self.end(SlowReaderError())
            self._door.overrun()
        else:
            self._waiting.append(made)
            self._bytes += made.size
            self.position = made.position
            self._wake()

    def end(self, ending: Ending | SlowReaderError) -> None:
        """Let nothing more come; what waits is still to be taken."""
        if self._ending is None:
            self._ending = ending
        self._wake()
        self.leave()

    def leave(self) -> None:
        """Leave the group; the last one out ends it."""
        self._group.leave(self)

    def _too_slow(self, made: Made[T]) -> bool:
        now = time.monotonic()
        if self._waker is not None and not self._waiting:
            # It waits for us.
            self._busy_since = now
            return False
        return (
            len(self._waiting) >= MOST_EVENTS
            or self._bytes + made.size > MOST_BYTES
            or now - self._busy_since > PATIENCE
        )

    def _wake(self) -> None:
        if self._waker is not None and not self._waker.done():
            self._waker.set_result(None)


class Group(Generic[K, T]):
    """Those who get the same; begins at the place of its founder, and lives as long as it has members."""

    def __init__(
        self,
        key: K,
        position: LogPosition,
        *,
        events: AsyncGenerator[Made[T], None],
        greet: Callable[[LogPosition], Awaitable[Made[T] | None]],
        now: Callable[[], datetime],
        gone: Callable[[], object],
    ) -> None:
        self.key = key
        self.position = position
        """Everything up to here was handed out."""
        self._greet = greet
        self._greeting: Made[T] | None = None
        self._greeting_turn = asyncio.Lock()
        self._now = now
        self._gone = gone
        self._members: dict[Member[K, T], None] = {}
        self._settled = False
        self.closed = False
        self._task = asyncio.create_task(self._run(events), name="group")

    def __len__(self) -> int:
        return len(self._members)

    def join(self, position: LogPosition, door: Door[T]) -> Member[K, T]:
        """Add somebody who has everything up to a place, and will get what lies between that and the group's place."""
        member = Member(self, max(position, self.position, key=_sequence), door)
        self._members[member] = None
        return member

    async def greeting(self) -> Made[T] | None:
        """Return the sign that everything up to the group's place was sent; made once for all who come there."""
        async with self._greeting_turn:
            # The group may go on while a greeting is made.
            while self._greeting is None or self._greeting.position != self.position:
                self._greeting = await self._greet(self.position)
                if self._greeting is None:
                    return None
            return self._greeting

    def leave(self, member: Member[K, T]) -> None:
        """Let a member go."""
        self._members.pop(member, None)
        if not self._members:
            self._close()

    async def _run(self, events: AsyncGenerator[Made[T], None]) -> None:
        ending = Ending.ENDED
        try:
            async with aclosing(events):
                async for made in events:
                    self._hand_out(made)
        except Exception:
            # Each meets alone what could not be shared, and is told.
            log.exception("group.failed")
            ending = Ending.PUT_OUT
        finally:
            self._close()
            for member in tuple(self._members):
                member.end(ending)

    def _hand_out(self, made: Made[T]) -> None:
        if made.kind is not Kind.LAST:
            self.position = made.position
        if made.kind is Kind.SIGN:
            self._greeting = made
            # Everybody who is in was greeted before.
            first, self._settled = not self._settled, True
            if first:
                return
        at = self._now()
        for member in tuple(self._members):
            member.offer(made, at)

    def _close(self) -> None:
        if not self.closed:
            self.closed = True
            self._gone()
            self._task.cancel()


def _sequence(position: LogPosition) -> int:
    return position.sequence


class Groups(Generic[K, T]):
    """The groups of a process, by what makes their members' streams the same."""

    def __init__(self) -> None:
        self._groups: dict[K, Group[K, T]] = {}

    def __len__(self) -> int:
        return len(self._groups)

    def get(self, key: K) -> Group[K, T] | None:
        """Return a group that is open."""
        return self._groups.get(key)

    def found(
        self,
        key: K,
        position: LogPosition,
        *,
        events: AsyncGenerator[Made[T], None],
        greet: Callable[[LogPosition], Awaitable[Made[T] | None]],
        now: Callable[[], datetime],
    ) -> Group[K, T]:
        """Open a group."""
        group = Group(key, position, events=events, greet=greet, now=now, gone=lambda: self._groups.pop(key, None))
        self._groups[key] = group
        return group

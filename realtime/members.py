"""One of many who follow the same: what is made for all is handed to each through a bounded queue of its own."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from domain.meldingen.model import LogPosition

MOST_EVENTS, MOST_BYTES = 256, 1024 * 1024
"""What may wait for one member; who leaves more unread resumes from its last cursor."""
PATIENCE = 10.0
"""Seconds that a member may be busy with what it took, when the next event comes."""

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


class Member(Generic[T]):
    """One subscriber in a group. There are thousands, mostly waiting: it holds no more than that takes."""

    __slots__ = ("_busy_since", "_bytes", "_door", "_ending", "_leave", "_waiting", "_waker", "position")

    def __init__(self, leave: Callable[["Member[T]"], None], position: LogPosition, door: Door[T]) -> None:
        self._leave = leave
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

    def review(self, at: datetime) -> None:
        """Go, unless the member may still have what the group gets."""
        if not self._door.admits(at):
            self.end(Ending.PUT_OUT)

    def end(self, ending: Ending | SlowReaderError) -> None:
        """Let nothing more come; what waits is still to be taken."""
        if self._ending is None:
            self._ending = ending
        self._wake()
        self.leave()

    def leave(self) -> None:
        """Leave the group; the last one out ends it."""
        self._leave(self)

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

"""Sharing a stream: what many subscribers all get is made once.

Knows neither what is made nor how it is sent; it keeps the order, and who is in.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from contextlib import aclosing
from datetime import datetime
from typing import Generic, TypeVar

import structlog

from domain.meldingen.model import LogPosition
from realtime.members import Door, Ending, Kind, Made, Member

log = structlog.get_logger(__name__)

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


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
        self._members: dict[Member[T], None] = {}
        self._settled = False
        self.closed = False
        self._task = asyncio.create_task(self._run(events), name="group")

    def __len__(self) -> int:
        return len(self._members)

    def join(self, position: LogPosition, door: Door[T]) -> Member[T]:
        """Add somebody who has everything up to a place, and will get what lies between that and the group's place."""
        member = Member(self.leave, max(position, self.position, key=_sequence), door)
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

    def leave(self, member: Member[T]) -> None:
        """Let a member go."""
        self._members.pop(member, None)
        if not self._members:
            self._close()

    def review(self, at: datetime) -> None:
        """Put out those who may no longer have what the group gets, without waiting until there is something."""
        for member in tuple(self._members):
            member.review(at)

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

    def review(self, at: datetime) -> None:
        """Put out of each group those who may no longer be in it."""
        for group in tuple(self._groups.values()):
            group.review(at)

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

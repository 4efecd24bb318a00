"""Looking out for people whose rights changed: what is open in their name goes on with what they have now, or ends."""

import asyncio
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog

from auth.authenticator import Authenticator
from auth.tokens import TokenRejectedError
from domain.actors import Actor
from domain.schedules.local_time import as_local
from ikdoemee.edge.connections import Connection, Connections
from persistence.access_changes import AccessChangeReader
from realtime.bell import Bell
from realtime.groups import Groups

log = structlog.get_logger(__name__)

WATCH_EVERY = 2.0
"""Seconds between two looks."""
LOOK_BACK = timedelta(minutes=2)
"""How far each look goes back: changes are numbered before they are committed, and no transaction takes so long."""
AT_ONCE = 8
"""Connections whose actors are found again at the same time."""

LOST = "Je rechten zijn gewijzigd"


class AccessWatch:
    """Finds the actors of open connections again when it is time to."""

    def __init__(
        self,
        *,
        changes: AccessChangeReader,
        authenticator: Authenticator,
        connections: Connections,
        bell: Bell,
        groups: Groups[Any, Any],
        now: Callable[[], datetime],
    ) -> None:
        self._changes = changes
        self._authenticator = authenticator
        self._connections = connections
        self._bell = bell
        self._groups = groups
        self._now = now
        self._seen: set[Hashable] = set()
        self._owed: set[Connection] = set()
        self._day: date | None = None

    async def look(self) -> None:
        """Look once; what fails is done at the next look."""
        now = self._now()
        recent = await self._changes.since(now - LOOK_BACK)
        changed = {subject for number, subject in recent.items() if number not in self._seen}
        for subject in changed:
            self._authenticator.forget(subject)
        self._seen = set(recent)
        # What somebody may do can begin or end with a day.
        today = as_local(now).date()
        new_day, self._day = self._day not in {None, today}, today
        self._owed |= {each for each in self._connections if new_day or _is_due(each, changed, now)}
        self._owed = {each for each in self._owed if each in self._connections}
        if self._owed:
            await self._find_again(now)

    async def _find_again(self, now: datetime) -> None:
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(connection: Connection) -> bool:
            async with turn:
                changed = await self._look_at(connection, now)
            self._owed.discard(connection)
            return changed

        found = await asyncio.gather(*map(one, tuple(self._owed)), return_exceptions=True)
        if any(each is True for each in found):
            # Streams ask who they are for before each event; let them ask now.
            self._groups.review(now)
            self._bell.wake()
        for each in found:
            if isinstance(each, BaseException):
                raise each

    async def _look_at(self, connection: Connection, now: datetime) -> bool:
        """Give a connection the actor that it has by now, and return whether that is another."""
        context, before = connection.context, connection.context.actor
        try:
            connection.requester = await self._authenticator.again(connection.requester)
        except TokenRejectedError as error:
            context.act_as(replace(before, expires_at=now))
            connection.close(error.message)
            return True
        after = connection.requester.actor
        if after == before:
            return False
        context.act_as(after)
        if has_lost(before, after):
            connection.close(LOST)
        return True


def has_lost(before: Actor, after: Actor) -> bool:
    """Whether somebody has no longer what they had: their organisation, or a right."""
    return (before.organisation_id or after.organisation_id) != after.organisation_id or not (
        before.rights <= after.rights
    )


def _is_due(connection: Connection, changed: set[str], now: datetime) -> bool:
    requester = connection.requester
    return requester.subject in changed or (requester.until is not None and requester.until <= now)


async def keep_watching(watch: AccessWatch, stop: asyncio.Event) -> None:
    """Look, again and again, until told to stop."""
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        try:
            await watch.look()
        except Exception as error:  # noqa: BLE001 - each driver has errors of its own, and none may end the watch
            log.warning("access.not_watched", error=type(error).__name__)
        with suppress(TimeoutError):
            async with asyncio.timeout(WATCH_EVERY):
                await stop.wait()

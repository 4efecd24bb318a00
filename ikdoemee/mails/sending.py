"""Sending mails: claimed one by one, sent outside any transaction, then marked.

A process that dies between the two leaves a mail that is sent once more, with the same id: at least once, not exactly.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from domain.mails.model import ClaimedMail
from domain.mails.sending import LEASE, MOST_ATTEMPTS, Attempt, Refused, Sent, TryAgain, next_attempt
from ikdoemee.container import Container
from ikdoemee.mails.smtp import MailServer, NoServerError
from ikdoemee.pausing import pause
from persistence.outbox import Outbox

log = structlog.get_logger(__name__)

T = TypeVar("T")

LOOK_EVERY = 5.0
"""Seconds between two looks at what is due."""
AT_ONCE = 100
"""Mails that are sent over one connection."""
FINISH_WITHIN = 5.0
"""Seconds for the mail on its way, once told to stop."""
COUNT_EVERY = 3600.0
"""Seconds between two counts of what waits for a mail server to be set."""
LONGEST_AWAY = 300.0
"""Seconds to wait at most before a server that was away is tried again."""

_chance = SystemRandom().random


@dataclass(slots=True, kw_only=True)
class Sending:
    """What sending needs: the mails, the server that takes them, the time, and when to stop."""

    outbox: Outbox
    server: MailServer
    now: Callable[[], datetime]
    stop: asyncio.Event

    async def send_due(self) -> int:
        """Send what is due over one connection, a limited number; return how many were tried.

        Raises `NoServerError` if the server cannot be used; the mails then wait as they were.
        """
        mail = await self._claim()
        if mail is None:
            return 0
        try:
            connection = await self._unless_stopped(self.server.connect())
        except NoServerError:
            await self.outbox.put_back(mail, at=self.now())
            raise
        if connection is None:
            await self.outbox.put_back(mail, at=self.now())
            return 0
        tried = 0
        try:
            while mail is not None:
                if mail.attempts > MOST_ATTEMPTS:
                    # Each time, who tried it came to an end before it could say how it went.
                    await self._give_up(mail, "message: never finished")
                else:
                    await self._note(mail, await self._unless_stopped(connection.send(mail)))
                tried += 1
                goes_on = tried < AT_ONCE and connection.usable and not self.stop.is_set()
                mail = await self._claim() if goes_on else None
        finally:
            await connection.close()
        return tried

    async def _claim(self) -> ClaimedMail | None:
        now = self.now()
        return await self.outbox.claim(at=now, until=now + LEASE)

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Return what comes of some work; None if there was no time left for it."""
        working, stopping = asyncio.create_task(work), asyncio.create_task(self.stop.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({working}, timeout=FINISH_WITHIN)
            return working.result() if working.done() else None
        finally:
            working.cancel()
            stopping.cancel()

    async def _note(self, mail: ClaimedMail, attempt: Attempt | None) -> None:
        now = self.now()
        match attempt:
            case Sent():
                await self.outbox.sent(mail.id, at=now)
                log.info("mails.sent", mail=str(mail.id), attempts=mail.attempts)
            case TryAgain(reason=reason):
                again = next_attempt(mail.attempts, at=now, chance=_chance())
                if again is None:
                    await self._give_up(mail, reason)
                else:
                    await self.outbox.postpone(mail, until=again, reason=reason)
                    log.info("mails.postponed", mail=str(mail.id), attempts=mail.attempts, reason=reason)
            case Refused(reason=reason):
                await self._give_up(mail, reason)
            case None:
                # It may have arrived: left as it is, it is tried again when the claim is over.
                log.info("mails.interrupted", mail=str(mail.id))

    async def _give_up(self, mail: ClaimedMail, reason: str) -> None:
        await self.outbox.give_up(mail, at=self.now(), reason=reason)
        log.warning("mails.given_up", mail=str(mail.id), attempts=mail.attempts, reason=reason)


async def keep_sending(container: Container, stop: asyncio.Event) -> None:
    """Send what is due, again and again, until told to stop."""
    outbox = Outbox(container.engine)
    server = MailServer.of(container.settings)
    if server is None:
        await _keep_counting(outbox, stop, production=container.settings.production)
        return
    sending = Sending(outbox=outbox, server=server, now=container.services.tools.now, stop=stop)
    away = 0
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        wait = LOOK_EVERY
        try:
            if await sending.send_due():
                wait = 0.0
            away = 0
        except NoServerError as error:
            away += 1
            wait = min(LOOK_EVERY * 2 ** min(away, 10), LONGEST_AWAY) * (1 - _chance() / 2)
            log.warning("mails.no_server", reason=str(error))
        except (SQLAlchemyError, OSError) as error:
            log.warning("mails.not_sent", error=type(error).__name__)
        await pause(stop, wait)


async def _keep_counting(outbox: Outbox, stop: asyncio.Event, *, production: bool) -> None:
    if production:
        log.warning("mails.no_server", reason="IKDOEMEE_SMTP_HOST is not set: mails are kept, and reach nobody")
    while not stop.is_set():
        try:
            if count := await outbox.waiting():
                log.info("mails.waiting", mails=count)
        except (SQLAlchemyError, OSError) as error:
            log.warning("mails.not_counted", error=type(error).__name__)
        await pause(stop, COUNT_EVERY)

"""Mails that wait to be sent: claimed by one process at a time, each in a short transaction of its own."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.mails.model import ClaimedMail, MailCounts
from persistence.engine import WRITES
from persistence.tables.mails import WAITS, mail


class Outbox:
    """The mails of a database, for those who send them. No transaction is open while somebody sends."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def claim(self, *, at: datetime, until: datetime) -> ClaimedMail | None:
        """Return the mail that is due first, and leave it to the caller until then; None if nothing is due.

        Whoever dies with a claimed mail leaves it to others from `until` on.
        """
        due = (
            select(mail.c.id)
            .where(WAITS, mail.c.due_at <= at)
            .order_by(mail.c.due_at, mail.c.id)
            .limit(1)
            # What another claims at this moment is not waited for.
            .with_for_update(skip_locked=True)
        )
        claimed = (
            update(mail)
            .where(mail.c.id == due.scalar_subquery())
            .values(due_at=until, attempts=mail.c.attempts + 1)
            .returning(mail)
        )
        async with self._writing() as connection:
            row = (await connection.execute(claimed)).mappings().one_or_none()
        if row is None:
            return None
        return ClaimedMail(
            id=row["id"],
            to=row["to"],
            subject=row["subject"],
            paragraphs=tuple(row["paragraphs"]),
            written_at=row["written_at"],
            attempts=row["attempts"],
            claimed_until=row["due_at"],
        )

    async def sent(self, mail_id: UUID, *, at: datetime) -> None:
        """Write that a mail was sent, by whom ever."""
        # Also when the claim was over: that it was sent is true all the same.
        await self._change(mail_id, None, sent_at=at, given_up_at=None, last_error=None)

    async def postpone(self, claimed: ClaimedMail, *, until: datetime, reason: str) -> None:
        """Let a claimed mail be tried again later."""
        await self._change(claimed.id, claimed.claimed_until, due_at=until, last_error=reason)

    async def give_up(self, claimed: ClaimedMail, *, at: datetime, reason: str) -> None:
        """Let a claimed mail be, until somebody asks to try again."""
        await self._change(claimed.id, claimed.claimed_until, given_up_at=at, last_error=reason)

    async def put_back(self, claimed: ClaimedMail, *, at: datetime) -> None:
        """Put a claimed mail back as if nobody had tried, because nobody could."""
        await self._change(claimed.id, claimed.claimed_until, due_at=at, attempts=claimed.attempts - 1)

    async def counts(self) -> MailCounts:
        """Return how many mails there are in each state."""
        waiting = func.count().filter(WAITS)
        statement = select(
            waiting,
            func.count(mail.c.sent_at),
            func.count(mail.c.given_up_at),
            func.min(mail.c.written_at).filter(WAITS),
        )
        async with self._engine.connect() as connection:
            waits, sent, given_up, oldest = (await connection.execute(statement)).one()
        return MailCounts(waiting=waits, sent=sent, given_up=given_up, oldest_waiting=oldest)

    async def waiting(self) -> int:
        """Return how many mails wait."""
        async with self._engine.connect() as connection:
            return (await connection.execute(select(func.count()).where(WAITS))).scalar_one()

    async def retry(self, *, at: datetime) -> int:
        """Let every mail that was given up be tried from the beginning; return how many there are."""
        again = update(mail).where(mail.c.given_up_at.is_not(None)).values(given_up_at=None, attempts=0, due_at=at)
        async with self._writing() as connection:
            return (await connection.execute(again)).rowcount

    async def _change(self, mail_id: UUID, claimed_until: datetime | None, **values: object) -> None:
        statement = update(mail).where(mail.c.id == mail_id, mail.c.sent_at.is_(None)).values(values)
        if claimed_until is not None:
            # Whoever was too late has nothing to say any more: by now it is another's.
            statement = statement.where(mail.c.due_at == claimed_until)
        async with self._writing() as connection:
            await connection.execute(statement)

    @asynccontextmanager
    async def _writing(self) -> AsyncGenerator[AsyncConnection]:
        async with self._engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            yield connection
            await connection.commit()

"""Mails, written within the unit of work that makes them true."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.mails.model import NewMail
from persistence.tables.mails import mail
from persistence.upsert import insert_into


class StoredMails:
    """The mails of a unit of work."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def add(self, new: NewMail) -> bool:
        """Let a mail leave; False if one with its key did before."""
        written = await self._connection.execute(
            insert_into(self._connection, mail)
            .values(
                id=new.id,
                key=new.key,
                to=new.to,
                subject=new.subject,
                paragraphs=list(new.paragraphs),
                written_at=self._now,
                attempts=0,
                due_at=self._now,
            )
            .on_conflict_do_nothing(index_elements=["key"])
            .returning(mail.c.id)
        )
        return written.scalar_one_or_none() is not None

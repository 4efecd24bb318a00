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

    async def add(self, new: NewMail) -> None:
        """Let a mail leave, unless one with its key did before."""
        await self._connection.execute(
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
        )

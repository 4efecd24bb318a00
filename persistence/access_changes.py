"""Whose rights changed: noted in the transaction that changed them, read by every process."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from persistence.rows import Rows
from persistence.tables.access_changes import access_change
from persistence.tables.columns import UtcDateTime

KEPT = timedelta(hours=1)
"""How long a change can be read: much longer than any process looks back."""
CLEANED_AT_ONCE = 20
"""Changes of the past which each new one removes."""
PAGE = 1000
"""Changes that are read at once."""


class StoredAccessChanges:
    """The changes of a unit of work."""

    def __init__(self, connection: AsyncConnection, *, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def add(self, subject: str) -> None:
        """Note that what a person may do has changed, and clean up some changes of the past."""
        past = (
            select(access_change.c.sequence)
            .where(access_change.c.at <= self._now - KEPT)
            .order_by(access_change.c.at)
            .limit(CLEANED_AT_ONCE)
            # What another cleans up at this moment is not waited for.
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(delete(access_change).where(access_change.c.sequence.in_(past)))
        await self._connection.execute(insert(access_change).values(subject=subject, at=self._now))


_SINCE = (
    select(access_change.c.sequence, access_change.c.subject)
    .where(
        access_change.c.at > bindparam("since", type_=UtcDateTime()),
        access_change.c.sequence > bindparam("above", type_=BigInteger()),
    )
    .order_by(access_change.c.sequence)
    .limit(PAGE)
)


class AccessChangeReader:
    """Reads the changes of late."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def since(self, moment: datetime) -> Mapping[int, str]:
        """Return whose rights changed after a moment, by the number of the change.

        Numbers are given before the commit: a lower one may appear after a higher one was seen.
        """
        found: dict[int, str] = {}
        while True:
            page = await self._rows.found(_SINCE, {"since": moment, "above": max(found, default=0)})
            found.update((sequence, subject) for sequence, subject in page)
            if len(page) < PAGE:
                return found

"""Sessions: begun and ended within a unit of work, found by the digest of their id."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.sessions.model import PendingSignIn, Session
from persistence.engine import WRITES
from persistence.rows import Rows
from persistence.tables.sessions import pending_sign_in, session

CLEANED_AT_ONCE = 20
"""Sessions, or sign-ins, that are over and which each new one removes."""
FORGET_BATCH = 2000
"""Those deleted in one transaction when nobody signs in."""


class StoredSessions:
    """The sessions and sign-ins of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def start(self, started: Session) -> None:
        """Begin a session, and clean up some that are over."""
        await self._clean(session, at=started.created_at)
        await self._connection.execute(
            insert(session).values(asdict(started) | {"rights": sorted(started.rights)}),
        )

    async def note(self, digest: str, *, at: datetime) -> None:
        """Write that a session is in use."""
        # Of requests at once, the one that asked last may write first.
        await self._connection.execute(
            update(session).where(session.c.digest == digest, session.c.seen_at < at).values(seen_at=at)
        )

    async def end(self, digest: str) -> str | None:
        """End a session, and return whose it was; None if there is none."""
        ended = await self._connection.execute(
            delete(session).where(session.c.digest == digest).returning(session.c.subject)
        )
        subject: str | None = ended.scalar_one_or_none()
        return subject

    async def keep(self, pending: PendingSignIn, *, at: datetime) -> None:
        """Keep what a sign-in needs, and clean up some that never came back."""
        await self._clean(pending_sign_in, at=at)
        await self._connection.execute(insert(pending_sign_in).values(asdict(pending)))

    async def take(self, digest: str, *, browser: str, at: datetime) -> PendingSignIn | None:
        """Use up what was kept for a sign-in; of two who come back at once, one finds it."""
        taken = await self._connection.execute(
            delete(pending_sign_in)
            .where(
                pending_sign_in.c.digest == digest,
                pending_sign_in.c.browser == browser,
                pending_sign_in.c.expires_at > at,
            )
            .returning(pending_sign_in)
        )
        row = taken.mappings().one_or_none()
        return PendingSignIn(**row) if row is not None else None

    async def _clean(self, table: Table, *, at: datetime) -> None:
        over = (
            select(table.c.digest)
            .where(table.c.expires_at <= at)
            .order_by(table.c.expires_at)
            .limit(CLEANED_AT_ONCE)
            # What another cleans up at this moment is not waited for.
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(delete(table).where(table.c.digest.in_(over)))


async def forget_sessions(engine: AsyncEngine, *, now: datetime) -> int:
    """Delete the sessions and sign-ins that are over, in batches; return how many sessions there were."""
    forgotten = 0
    while True:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            counts = []
            for table in (session, pending_sign_in):
                over = select(table.c.digest).where(table.c.expires_at <= now).limit(FORGET_BATCH)
                counts.append((await connection.execute(delete(table).where(table.c.digest.in_(over)))).rowcount)
            await connection.commit()
        forgotten += counts[0]
        if max(counts) < FORGET_BATCH:
            return forgotten


_WITH_DIGEST = select(session).where(session.c.digest == bindparam("session_digest"))


class SessionReader:
    """Finds sessions for whoever has their id."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def with_digest(self, digest: str) -> Session | None:
        """Return a session, also one that is over."""
        found = await self._rows.found(_WITH_DIGEST, {"session_digest": digest})
        if not found:
            return None
        stored = dict(zip(session.c.keys(), found[0], strict=True))
        return Session(**stored | {"rights": frozenset(stored["rights"])})

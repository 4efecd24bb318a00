"""Ways back from decisions, kept and used up within a unit of work."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import ActivityStatus
from domain.undo.model import NewUndo, UndoStep
from persistence.tables.undo import undo, undo_step

CLEANED_AT_ONCE = 20
"""Expired ways back that each new one removes: more than come, and never many for one request."""


class StoredUndos:
    """The ways back of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: NewUndo, *, at: datetime) -> None:
        """Keep a way back, the token only as its digest, and clean up some that have expired."""
        expired = (
            select(undo.c.digest)
            .where(undo.c.expires_at <= at)
            .order_by(undo.c.expires_at)
            .limit(CLEANED_AT_ONCE)
            # What another cleans up at this moment is not waited for.
            .with_for_update(skip_locked=True)
        )
        await self._connection.execute(delete(undo).where(undo.c.digest.in_(expired)))
        digest = token_digest(new.offer.token)
        await self._connection.execute(
            insert(undo).values(
                digest=digest,
                person_id=new.person_id,
                organisation_id=new.organisation_id,
                expires_at=new.offer.expires_at,
            )
        )
        await self._connection.execute(insert(undo_step), [{"digest": digest, **asdict(step)} for step in new.steps])

    async def take(
        self, token: str, *, person_id: str, organisation_id: UUID | None, at: datetime
    ) -> Sequence[UndoStep]:
        """Use up a way back and return its steps; none if it is unknown, used, expired or another's.

        Of two who use it at once, the second waits for the first and then finds nothing.
        """
        digest = token_digest(token)
        statement = (
            select(undo_step.c.activity_id, undo_step.c.version, undo_step.c.status, undo_step.c.published_at)
            .join(undo, undo.c.digest == undo_step.c.digest)
            .where(
                undo.c.digest == digest,
                undo.c.person_id == person_id,
                undo.c.organisation_id.is_not_distinct_from(organisation_id),
                undo.c.expires_at > at,
            )
            .order_by(undo_step.c.activity_id)
            .with_for_update(of=undo)
        )
        found = (await self._connection.execute(statement)).all()
        if found:
            await self._connection.execute(delete(undo).where(undo.c.digest == digest))
        return [
            UndoStep(activity_id=activity_id, version=version, status=ActivityStatus(status), published_at=published_at)
            for activity_id, version, status, published_at in found
        ]


def token_digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

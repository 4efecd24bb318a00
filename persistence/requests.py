"""Requests under an idempotency key: claimed before the work, completed with it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.idempotency import KeyedRequest
from domain.refusals import IdempotencyKeyReused
from persistence.tables.requests import answered_request
from persistence.upsert import insert_into

KEPT = timedelta(days=7)
"""How long a key is remembered."""


class StoredRequests:
    """The keyed requests of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, request: KeyedRequest, *, at: datetime) -> str | IdempotencyKeyReused | None:
        """Take the key, or return what was answered under it.

        The insert waits for another transaction that holds the same key, so of two at once one does the work and the
        other finds its answer.
        """
        await self._connection.execute(delete(answered_request).where(answered_request.c.at < at - KEPT))
        taken = await self._connection.execute(
            insert_into(self._connection, answered_request)
            .values(
                scope=request.scope,
                key=request.key,
                operation=request.operation,
                fingerprint=request.fingerprint,
                answer=None,
                at=at,
            )
            .on_conflict_do_nothing(index_elements=["scope", "key"])
        )
        if taken.rowcount == 1:
            return None
        statement = select(
            answered_request.c.operation, answered_request.c.fingerprint, answered_request.c.answer
        ).where(_is(request))
        operation, fingerprint, answer = (await self._connection.execute(statement)).one()
        if (operation, fingerprint) != (request.operation, request.fingerprint):
            return IdempotencyKeyReused()
        return str(answer)

    async def complete(self, request: KeyedRequest, answer: str) -> None:
        """Keep the answer with the work it stands for."""
        await self._connection.execute(update(answered_request).where(_is(request)).values(answer=answer))


def _is(request: KeyedRequest) -> ColumnElement[bool]:
    return and_(answered_request.c.scope == request.scope, answered_request.c.key == request.key)

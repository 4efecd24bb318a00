"""Requests with an idempotency key, to carry out once."""

from datetime import datetime
from typing import Protocol

from domain.idempotency import KeyedRequest
from domain.refusals import IdempotencyKeyReused


class AnsweredRequests(Protocol):
    """Requests with an idempotency key that were carried out."""

    async def claim(self, request: KeyedRequest, *, at: datetime) -> str | IdempotencyKeyReused | None:
        """Take the key, or return what was answered under it.

        None means: it is yours, do the work, then call `complete` in the same unit of work. A second request with the
        same key waits here until the first one is committed or given up.
        """
        ...

    async def complete(self, request: KeyedRequest, answer: str) -> None:
        """Keep the answer with the work it stands for."""
        ...

"""Documents for whoever asks again and again: written once for each state, and not sent to those who have them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

MOST_KEPT_BYTES = 32 * 1024 * 1024
PATIENCE = 20.0
"""Seconds that somebody waits for a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is yet to be written."""

    path: str
    state: str
    """Differs whenever the document would."""
    media_type: str
    write: Callable[[], bytes]
    changed_at: datetime | None
    """When what it tells of last changed; something that was taken out leaves no trace in it."""


class Documents:
    """Writes documents in a thread, one at a time, and keeps the last ones asked for.

    Nothing is answered from what is kept unless the database just said that its state still holds.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._size = 0
        self._writing = asyncio.Lock()
        self._write: asyncio.Task[bytes] | None = None
        """Held by whoever holds the lock: the loop alone would forget it."""

    async def answer(self, request: Request, document: Document, *, cache_control: str) -> Response:
        """Answer with a document, or that the client has it already; raises `TimeoutError` when too many ask."""
        # Weak: the same activities in another order are the same.
        etag = f'W/"{document.state}"'
        headers = {"etag": etag, "cache-control": cache_control}
        if document.changed_at is not None:
            headers["last-modified"] = format_datetime(document.changed_at.replace(microsecond=0), usegmt=True)
        if _has(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        body = await self._written(document)
        # Named here and not as media type, or Starlette adds a charset to some that have none.
        return Response(body, headers={**headers, "content-type": document.media_type})

    async def _written(self, document: Document) -> bytes:
        async with asyncio.timeout(PATIENCE):
            await self._writing.acquire()
            # Goes on when nobody waits any more: a thread cannot be stopped, and the next who asks finds the document.
            self._write = asyncio.create_task(self._found_or_written(document))
            return await asyncio.shield(self._write)

    async def _found_or_written(self, document: Document) -> bytes:
        try:
            # Others may have waited for the same.
            state, body = self._kept.get(document.path, (None, b""))
            if state == document.state:
                self._kept.move_to_end(document.path)
                return body
            body = await asyncio.to_thread(document.write)
            self._keep(document, body)
            return body
        finally:
            self._writing.release()

    def _keep(self, document: Document, body: bytes) -> None:
        _, former = self._kept.pop(document.path, (None, b""))
        self._kept[document.path] = document.state, body
        self._size += len(body) - len(former)
        while self._size > MOST_KEPT_BYTES:
            self._size -= len(self._kept.popitem(last=False)[1][1])


def _has(if_none_match: str, etag: str) -> bool:
    """Whether a client has what a weak tag stands for."""
    known = {each.strip() for each in if_none_match.split(",")}
    return "*" in known or etag in known or etag.removeprefix("W/") in known

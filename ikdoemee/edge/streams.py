"""Answers that come piece by piece, to clients that may stop reading."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from starlette.responses import StreamingResponse
from starlette.types import Message, Send

from ikdoemee.edge.sockets import SEND_TIMEOUT


class BoundedStream(StreamingResponse):
    """A stream that waits for nobody: not for a client that stopped reading, and not when the server stops.

    Then it breaks off without the event that says "complete", so that clients know to come back.
    """

    def __init__(self, content: AsyncIterator[str], headers: Mapping[str, str], stopping: asyncio.Event) -> None:
        super().__init__(content, headers=headers)
        self._content = content
        self._stopping = stopping
        self.results: AsyncGenerator[Any, None] | None = None
        """What the stream is made of; closed with it, or the loop would close generators within it in any order."""

    async def stream_response(self, send: Send) -> None:
        """Send piece after piece, each in time."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(SEND_TIMEOUT):
                await send(message)

        streaming = asyncio.ensure_future(super().stream_response(send_in_time))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({streaming, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            streaming.cancel()
            stopping.cancel()
            # What was not sent is in the database, to be read from the last cursor.
            # One who reads too slowly has left more than the time limit, or more than is kept: both are such an error.
            with suppress(TimeoutError, asyncio.CancelledError):
                await streaming
            for each in (self._content, self.results):
                if isinstance(each, AsyncGenerator):
                    with suppress(RuntimeError):
                        await each.aclose()

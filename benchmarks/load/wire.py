"""HTTP/1.1 on a socket that stays open: as little work per request as Python allows."""

import asyncio
import time
from collections.abc import Callable
from typing import cast

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


def post(host: str, path: str, body: bytes, token: str) -> bytes:
    """Return the bytes of a request."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\naccept: application/json\r\n"
        f"authorization: Bearer {token}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


class Connection(asyncio.Protocol):
    """Sends the next request as soon as the answer to the one before is complete.

    `next_request` returns None to stop; `answered` gets the time that the answer took, and the answer.
    """

    def __init__(
        self, next_request: Callable[[], bytes | None], answered: Callable[[float, bytes, bytes], None]
    ) -> None:
        self._next_request = next_request
        self._answered = answered
        self._buffer = bytearray()
        self._complete_at = 0
        self._head_end = 0
        self._sent_at = 0.0
        self._transport: asyncio.Transport | None = None
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        # Those of uvloop are no subclass, though they have all that a transport has.
        self._transport = cast("asyncio.Transport", transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        try:
            self._take(data)
        except (ConnectionError, ValueError) as error:
            if not self.ended.done():
                self.ended.set_exception(error)
            if self._transport is not None:
                self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        if not self.ended.done():
            self.ended.set_exception(exc or ConnectionError("the server closed the connection"))

    def _take(self, data: bytes) -> None:
        self._buffer += data
        if not self._complete_at and not self._read_head():
            return
        if len(self._buffer) >= self._complete_at:
            taken = time.perf_counter() - self._sent_at
            answer = bytes(self._buffer)
            self._buffer.clear()
            self._complete_at = 0
            self._answered(taken, answer[: self._head_end], answer[self._head_end :])
            self._send()

    def _read_head(self) -> bool:
        end = self._buffer.find(_END)
        if end < 0:
            return False
        head = bytes(self._buffer[: end + 2]).lower()
        at = head.find(_LENGTH)
        if at < 0:
            raise ValueError(f"an answer without a length: {head!r}")
        length = int(head[at + len(_LENGTH) : head.index(b"\r\n", at)])
        self._head_end = end + len(_END)
        self._complete_at = self._head_end + length
        return True

    def _send(self) -> None:
        request = self._next_request()
        if self._transport is None or request is None:
            if not self.ended.done():
                self.ended.set_result(None)
            if self._transport is not None:
                self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)


async def ask(host: str, port: int, request: bytes) -> bytes:
    """Send one request on a connection of its own, and return the body of the answer; raises unless it is a 200."""
    waiting, bodies = [request], list[bytes]()

    def answered(_taken: float, head: bytes, body: bytes) -> None:
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise ConnectionError((head + body).decode(errors="replace")[:1000])
        bodies.append(body)

    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(
        lambda: Connection(lambda: waiting.pop() if waiting else None, answered), host, port
    )
    async with asyncio.timeout(60):
        await connection.ended
    return bodies[0]

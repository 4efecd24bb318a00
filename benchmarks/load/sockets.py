"""A WebSocket that reads, on a bare protocol: thousands of them in one process without being the slowest part."""

import asyncio
from collections.abc import Callable
from typing import cast

_END = b"\r\n\r\n"
_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_FINAL = 0x80
_SHORT = 126
"""From here on the length of a frame stands in two bytes of its own, or in eight."""

_MASK = bytes(4)
"""A client must mask what it sends; this mask changes nothing, and there is nobody in between to be protected."""


class Socket(asyncio.Protocol):
    """One connection: messages are awaited one by one, until `listen` has them called out."""

    def __init__(self, host: str, path: str, subprotocol: str) -> None:
        self._hello = (
            f"GET {path} HTTP/1.1\r\nhost: {host}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-version: 13\r\n"
            f"sec-websocket-protocol: {subprotocol}\r\n\r\n"
        )
        self._buffer = bytearray()
        self._messages: asyncio.Queue[bytes | ConnectionError] = asyncio.Queue()
        self._called: Callable[[bytes | ConnectionError], None] = self._messages.put_nowait
        self._transport: asyncio.Transport | None = None
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def listen(self, called: Callable[[bytes | ConnectionError], None]) -> None:
        """Have each message, and the end of the connection, told as it happens."""
        self._called = called

    async def receive(self) -> bytes:
        """Return the next message."""
        message = await self._messages.get()
        if isinstance(message, ConnectionError):
            raise message
        return message

    def send(self, message: bytes, kind: int = _TEXT) -> None:
        """Send a message."""
        size = len(message)
        length = bytes([0x80 | size]) if size < _SHORT else bytes([0x80 | _SHORT]) + size.to_bytes(2, "big")
        if self._transport is not None:
            self._transport.write(bytes([_FINAL | kind]) + length + _MASK + message)

    def close(self) -> None:
        """End it, without ceremony."""
        self._called = lambda _message: None
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        # Those of uvloop are no subclass, though they have all that a transport has.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._hello.encode("ascii"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        error = ConnectionError(f"the server closed the socket: {exc or 'without a reason'}")
        if not self.open.done():
            self.open.set_exception(error)
        self._called(error)

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._buffer += data
        if not self.open.done() and not self._upgraded():
            return
        while (frame := self._frame()) is not None:
            kind, payload = frame
            if kind == _PING:
                self.send(payload, _PONG)
            elif kind == _CLOSE:
                self._called(ConnectionError(f"the server said goodbye: {payload[2:].decode(errors='replace')}"))
            else:
                self._called(payload)

    def _upgraded(self) -> bool:
        end = self._buffer.find(_END)
        if end < 0:
            return False
        head = bytes(self._buffer[: end + len(_END)])
        del self._buffer[: end + len(_END)]
        if head.startswith(b"HTTP/1.1 101 "):
            self.open.set_result(None)
            return True
        self.open.set_exception(ConnectionError(head.decode(errors="replace")))
        return False

    def _frame(self) -> tuple[int, bytes] | None:
        """Return what is complete; no server here splits a message over several frames."""
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004 - kind and length
            return None
        size, start = buffer[1], 2
        if size >= _SHORT:
            start = 4 if size == _SHORT else 10
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return None
        frame = buffer[0] & 0x0F, bytes(buffer[start : start + size])
        del buffer[: start + size]
        return frame

"""A WebSocket to the application in this process: the messages of ASGI, no network."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from starlette.types import ASGIApp, Message

PROTOCOL = "graphql-transport-ws"
SOON = 10.0
"""Seconds in which anything must be answered."""


class Line:
    """The client's end of a WebSocket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._to_app: asyncio.Queue[Message] = asyncio.Queue()
        self._from_app: asyncio.Queue[Message] = asyncio.Queue()

    async def serve(self) -> None:
        """Run the application's end."""
        scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "scheme": "ws",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "headers": [(b"host", b"ikdoemee.test"), (b"sec-websocket-protocol", PROTOCOL.encode())],
            "subprotocols": [PROTOCOL],
            "extensions": {},
        }
        await self._app(scope, self._to_app.get, self._from_app.put)

    def open(self) -> None:
        """Knock."""
        self._to_app.put_nowait({"type": "websocket.connect"})

    def hang_up(self) -> None:
        """Leave."""
        self._to_app.put_nowait({"type": "websocket.disconnect", "code": 1000})

    def send(self, message: dict[str, Any]) -> None:
        """Send a message of the protocol."""
        self._to_app.put_nowait({"type": "websocket.receive", "text": orjson.dumps(message).decode()})

    async def heard(self) -> Message:
        """Return the next thing that the application does."""
        async with asyncio.timeout(SOON):
            return await self._from_app.get()

    async def message(self) -> dict[str, Any]:
        """Return the next message of the protocol."""
        heard = await self.heard()
        assert heard["type"] == "websocket.send", heard
        found: dict[str, Any] = orjson.loads(heard["text"])
        return found

    async def answer(self, query: str, name: str) -> dict[str, Any]:
        """Send an operation that has one answer, and return it."""
        self.send({"id": name, "type": "subscribe", "payload": {"query": query}})
        found, end = await self.message(), await self.message()
        assert (found["id"], found["type"], end) == (name, "next", {"id": name, "type": "complete"})
        answer: dict[str, Any] = found["payload"]
        return answer


@asynccontextmanager
async def line_to(app: ASGIApp, token: str | None = None) -> AsyncGenerator[Line]:
    """Open a WebSocket on which `connection_init` was done, with a token or as nobody."""
    line = Line(app)
    serving = asyncio.create_task(line.serve())
    line.open()
    assert (await line.heard())["type"] == "websocket.accept"
    line.send({"type": "connection_init", **({"payload": {"authorization": f"Bearer {token}"}} if token else {})})
    assert await line.message() == {"type": "connection_ack"}
    yield line
    line.hang_up()
    async with asyncio.timeout(SOON):
        await serving

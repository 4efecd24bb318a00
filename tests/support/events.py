"""Server-sent events of the application in this process: read until there is one, then leave."""

import asyncio
from typing import Any

import orjson
from starlette.types import ASGIApp, Message

SOON = 10.0
"""Seconds in which the first event must come."""


async def first_event(app: ASGIApp, token: str | None, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Return the first event of a subscription, whether or not its stream ends by itself."""
    body = orjson.dumps({"query": query, "variables": variables})
    headers = [(b"host", b"ikdoemee.test"), (b"content-type", b"application/json"), (b"accept", b"text/event-stream")]
    if token is not None:
        headers.append((b"authorization", f"Bearer {token}".encode()))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
    }
    asked: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    found: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
    received = bytearray()

    async def receive() -> Message:
        if asked:
            return asked.pop()
        await asyncio.wait({found})
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        received.extend(message.get("body", b""))
        for line in received.decode(errors="ignore").split("\n")[:-1]:
            if line.startswith("data: {") and not found.done():
                found.set_result(orjson.loads(line.removeprefix("data:")))

    async def serve() -> None:
        await app(scope, receive, send)

    serving = asyncio.create_task(serve())
    try:
        async with asyncio.timeout(SOON):
            return await found
    finally:
        if not found.done():
            serving.cancel()
        async with asyncio.timeout(SOON):
            await asyncio.wait({serving})

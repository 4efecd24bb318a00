"""What stays open while somebody is signed in: WebSockets and streams, and how they end."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.realtime.subscribers import CURSORS
from tests.sign_in.browser import Browser
from tests.sign_in.conftest import Site

IN_TIME = 5.0
"""Seconds after which nothing is left of a right that ended."""
FORBIDDEN, UNAUTHORIZED = 4403, 4401


@asynccontextmanager
async def websocket(site: Site, headers: dict[str, str], **params: Any) -> AsyncGenerator[ClientConnection]:
    protocols = [Subprotocol("graphql-transport-ws")]
    async with connect(
        site.socket_url, subprotocols=protocols, additional_headers=headers, origin=Origin(site.url), close_timeout=0.1
    ) as opened:
        await opened.send(orjson.dumps({"type": "connection_init", "payload": params}).decode())
        assert orjson.loads(await opened.recv())["type"] == "connection_ack"
        yield opened


async def subscribe(opened: ClientConnection, query: str = CURSORS, name: str = "1") -> None:
    await opened.send(orjson.dumps({"id": name, "type": "subscribe", "payload": {"query": query}}).decode())


async def heard(opened: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(IN_TIME):
        message: dict[str, Any] = orjson.loads(await opened.recv())
    return message


async def closed(opened: ClientConnection) -> tuple[int | None, str | None]:
    async with asyncio.timeout(IN_TIME):
        await opened.wait_closed()
    return opened.close_code, opened.close_reason


async def events(site: Site, headers: dict[str, str], query: str = CURSORS) -> AsyncGenerator[dict[str, Any]]:
    sent = {"accept": "text/event-stream", **headers}
    async with (
        httpx2.AsyncClient(timeout=30, trust_env=False) as http,
        http.stream("POST", f"{site.url}/graphql", json={"query": query}, headers=sent) as response,
    ):
        assert response.status_code == 200, await response.aread()
        async for line in response.aiter_lines():
            if line.startswith("data: {"):
                yield orjson.loads(line.removeprefix("data: "))


def session_of(browser: Browser) -> dict[str, str]:
    return {"cookie": browser.cookies, "x-csrf-token": browser.csrf or ""}

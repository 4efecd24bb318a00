"""Input that is meant to hurt, sent over each transport, and the refusal that comes back."""

import itertools
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx2
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.e2e.servers import Server

TRANSPORT_WS = Subprotocol("graphql-transport-ws")

MEGABYTES_20 = 20 * 1024 * 1024


def _exponential() -> str:
    # 24 fragments, each spreading the next one twice: 16 million fields in less than a kilobyte.
    names = [f"F{number:02}" for number in range(24)]
    links = [f"fragment {a} on Query{{...{b} ...{b}}}" for a, b in itertools.pairwise(names)]
    return "".join(["{...F00}", *links, f"fragment {names[-1]} on Query{{__typename}}"])


QUERIES = {
    "exponential fragments": _exponential(),
    "10,000 aliases": "{" + " ".join(f"a{number}:__typename" for number in range(10_000)) + "}",
    "20,000 duplicate fields": "{" + "__typename " * 20_000 + "}",
}

HUGE = b'{"query":"' + b" " * MEGABYTES_20 + b'{__typename}"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """How an exchange ended, and how long it took."""

    message: str
    seconds: float
    status: int | None = None
    """HTTP status, or code with which a WebSocket was closed."""


async def over_http(server: Server, query: str) -> Refusal:
    """Send a query by POST."""
    return await _post(server, orjson.dumps({"query": query}), accept="application/graphql-response+json")


async def over_sse(server: Server, query: str) -> Refusal:
    """Send a query by POST, and ask for a stream."""
    return await _post(server, orjson.dumps({"query": query}), accept="text/event-stream")


async def over_websocket(server: Server, query: str) -> Refusal:
    """Send a query over a WebSocket on which `connection_init` was done."""
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS], compression=None) as socket:
        await greet(socket)
        message = {"id": "1", "type": "subscribe", "payload": {"query": query}}
        began = time.perf_counter()
        await socket.send(orjson.dumps(message).decode())
        try:
            answer = orjson.loads(await socket.recv())
        except ConnectionClosed:
            # What cannot be parsed ends the connection, with the error as the reason.
            seconds = time.perf_counter() - began
            return Refusal(message=socket.close_reason or "", seconds=seconds, status=socket.close_code)
        seconds = time.perf_counter() - began
    return Refusal(message=answer["payload"][0]["message"], seconds=seconds)


QUERY_TRANSPORTS: dict[str, Callable[[Server, str], Awaitable[Refusal]]] = {
    "http": over_http,
    "sse": over_sse,
    "websocket": over_websocket,
}


async def huge_over_http(server: Server) -> Refusal:
    """Send 20 MB by POST, announced in `Content-Length`."""
    return await _post(server, HUGE, accept="application/json")


async def huge_over_http_unannounced(server: Server) -> Refusal:
    """Send 20 MB by POST, in chunks, so that only counting tells how much it is."""
    return await _post(server, _chunks(HUGE), accept="application/json")


async def huge_over_sse(server: Server) -> Refusal:
    """Send 20 MB by POST, and ask for a stream."""
    return await _post(server, HUGE, accept="text/event-stream")


async def huge_over_websocket(server: Server) -> Refusal:
    """Send 20 MB as one message."""
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS], compression=None) as socket:
        await greet(socket)
        began = time.perf_counter()
        try:
            await socket.send(HUGE.decode())
            await socket.recv()
        except ConnectionClosed:
            pass
        await socket.wait_closed()
        seconds = time.perf_counter() - began
    return Refusal(message=socket.close_reason or "", seconds=seconds, status=socket.close_code)


HUGE_TRANSPORTS: dict[str, Callable[[Server], Awaitable[Refusal]]] = {
    "http": huge_over_http,
    "http unannounced": huge_over_http_unannounced,
    "sse": huge_over_sse,
    "websocket": huge_over_websocket,
}


async def greet(socket: ClientConnection, payload: dict[str, Any] | None = None) -> None:
    """Do `connection_init`, as anybody may."""
    await socket.send(orjson.dumps({"type": "connection_init", "payload": payload or {}}).decode())
    assert orjson.loads(await socket.recv())["type"] == "connection_ack"


async def answers(server: Server) -> bool:
    """Whether the server still answers an ordinary query."""
    async with httpx2.AsyncClient(timeout=5) as http:
        response = await http.post(server.graphql, json={"query": "{ __typename }"})
    return bool(response.json() == {"data": {"__typename": "Query"}})


async def _post(server: Server, body: bytes | AsyncGenerator[bytes], *, accept: str) -> Refusal:
    headers = {"content-type": "application/json", "accept": accept}
    async with httpx2.AsyncClient(timeout=10) as http:
        # The line is open before the time starts, as it is for a browser that came before.
        await http.get(f"{server.url}/health/live")
        began = time.perf_counter()
        response = await http.post(server.graphql, content=body, headers=headers)
        seconds = time.perf_counter() - began
    text = response.text
    if response.headers["content-type"].startswith("text/event-stream"):
        text = next(line for line in text.splitlines() if line.startswith("data:")).removeprefix("data:")
    message: str = orjson.loads(text)["errors"][0]["message"]
    return Refusal(message=message, seconds=seconds, status=response.status_code)


async def _chunks(body: bytes) -> AsyncGenerator[bytes]:
    for start in range(0, len(body), 65_536):
        yield body[start : start + 65_536]

"""What is meant to hurt is refused within half a second, said clearly, and hurts nobody else."""

import asyncio
import time
from collections.abc import Callable, Generator
from typing import Any

import httpx2
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.e2e.hostile import HUGE, HUGE_TRANSPORTS, QUERIES, QUERY_TRANSPORTS, TRANSPORT_WS, answers, greet
from tests.e2e.servers import Server

LIMIT_SECONDS = 0.5

REFUSALS = {
    "exponential fragments": "Deze vraag is te zwaar: 1000000, hoogstens 20000.",
    "10,000 aliases": "Syntax Error: Document contains more than 2000 tokens. Parsing aborted.",
    "20,000 duplicate fields": "Syntax Error: Document contains more than 2000 tokens. Parsing aborted.",
}

pytestmark = pytest.mark.xdist_group("hostile-input")


@pytest.fixture(autouse=True)
def _nothing_crashes(server: Server) -> Generator[None]:
    before = len(server.log_text)
    yield
    assert "Traceback" not in server.log_text[before:]


def measured(record_property: Callable[[str, object], None], what: str, seconds: float) -> None:
    record_property("seconds", seconds)
    print(f"{what}: {seconds * 1000:.0f} ms")  # noqa: T201


@pytest.mark.parametrize("transport", QUERY_TRANSPORTS)
@pytest.mark.parametrize("name", QUERIES)
async def test_a_costly_query_is_refused_at_once(
    server: Server, name: str, transport: str, record_property: Callable[[str, object], None]
) -> None:
    assert await answers(server)
    refusal = await QUERY_TRANSPORTS[transport](server, QUERIES[name])
    measured(record_property, f"{name} over {transport}", refusal.seconds)
    assert refusal.message == REFUSALS[name]
    assert refusal.seconds < LIMIT_SECONDS
    assert await answers(server)


@pytest.mark.parametrize(
    ("transport", "status", "message"),
    [
        ("http", 413, "Je vraag is te groot: hoogstens 262144 bytes."),
        ("http unannounced", 413, "Je vraag is te groot: hoogstens 262144 bytes."),
        ("sse", 413, "Je vraag is te groot: hoogstens 262144 bytes."),
        ("websocket", 1009, f"frame with {len(HUGE)} bytes exceeds limit of 262144 bytes"),
    ],
)
async def test_twenty_megabytes_are_refused_at_once(
    server: Server, transport: str, status: int, message: str, record_property: Callable[[str, object], None]
) -> None:
    assert await answers(server)
    refusal = await HUGE_TRANSPORTS[transport](server)
    measured(record_property, f"20 MB over {transport}", refusal.seconds)
    assert (refusal.status, refusal.message) == (status, message)
    assert refusal.seconds < LIMIT_SECONDS
    assert await answers(server)


def test_the_exponential_query_is_less_than_a_kilobyte() -> None:
    assert len(QUERIES["exponential fragments"]) < 1000


def text(message: object) -> str:
    return orjson.dumps(message).decode()


async def closed(socket: ClientConnection, *, within: float = 2.0) -> tuple[int | None, str | None]:
    """Wait until the server closes, and return its code and reason."""
    async with asyncio.timeout(within):
        await socket.wait_closed()
    return socket.close_code, socket.close_reason


INVALID = "Dit is geen geldig bericht van graphql-transport-ws"

MALFORMED: dict[str, tuple[str | bytes, int, str]] = {
    "not JSON": ("{", 4400, "WebSocket message must be valid JSON"),
    "a list": ("[]", 4400, INVALID),
    "a number": ("7", 4400, INVALID),
    "null": ("null", 4400, INVALID),
    "no type": ("{}", 4400, INVALID),
    "a type that is no text": ('{"type": {}}', 4400, INVALID),
    "an unknown type": ('{"type": "dance"}', 4400, "Unknown message type: dance"),
    "subscribe without anything": ('{"type": "subscribe"}', 4400, INVALID),
    "subscribe with a number as id": (
        text({"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}),
        4400,
        INVALID,
    ),
    "subscribe with a list as payload": (text({"type": "subscribe", "id": "1", "payload": []}), 4400, INVALID),
    "subscribe with a number as query": (
        text({"type": "subscribe", "id": "1", "payload": {"query": 1}}),
        4400,
        INVALID,
    ),
    "subscribe with a list as variables": (
        text({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}}),
        4400,
        INVALID,
    ),
    "subscribe with a list as operation name": (
        text({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "operationName": []}}),
        4400,
        INVALID,
    ),
    "complete without id": ('{"type": "complete"}', 4400, INVALID),
    "a binary frame": (b'{"type": "ping"}', 4400, "WebSocket message type must be text"),
    "a second init": ('{"type": "connection_init"}', 4429, "Too many initialisation requests"),
    "an init with a list as payload": ('{"type": "connection_init", "payload": []}', 4400, INVALID),
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_a_malformed_message_closes_the_socket_with_a_reason(server: Server, name: str) -> None:
    message, code, reason = MALFORMED[name]
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS]) as socket:
        await greet(socket)
        await socket.send(message)
        assert await closed(socket) == (code, reason)
    assert await answers(server)


async def test_a_socket_on_which_nobody_was_introduced_serves_nothing(server: Server) -> None:
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS]) as socket:
        await socket.send(text({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}))
        assert await closed(socket) == (4401, "Unauthorized")


async def test_a_socket_on_which_nothing_is_said_is_closed_after_five_seconds(server: Server) -> None:
    began = time.monotonic()
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS]) as socket:
        assert await closed(socket, within=8) == (4408, "Connection initialisation timeout")
    assert 4.5 < time.monotonic() - began < 7


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"authorization": "Bearer onzin"}, "Dit is geen geldig token."),
        ({"Authorization": "Bearer a.b.c"}, "Dit is geen geldig token."),
        ({"authorization": "onzin"}, "Stuur je token als 'Bearer <token>'."),
        ({"authorization": 7}, "Stuur je token als 'Bearer <token>'."),
        ({"authorization": ["Bearer", "onzin"]}, "Stuur je token als 'Bearer <token>'."),
        ({"authorization": "Bearer " + "x" * 100_000}, "Dit is geen geldig token."),
    ],
)
async def test_a_bad_token_closes_the_socket_and_says_so_in_dutch(
    server: Server, payload: dict[str, Any], reason: str
) -> None:
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS]) as socket:
        await socket.send(text({"type": "connection_init", "payload": payload}))
        assert await closed(socket) == (4401, reason)
    assert await answers(server)


async def test_the_legacy_protocol_is_refused(server: Server) -> None:
    async with connect(server.socket_url, subprotocols=[Subprotocol("graphql-ws")]) as socket:
        assert socket.subprotocol is None
        assert await closed(socket) == (4406, "Subprotocol not acceptable")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_page_of_another_origin_gets_no_socket(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await connect(server.socket_url, subprotocols=[TRANSPORT_WS], origin=Origin(origin))
    assert refused.value.response.status_code == 403


async def test_our_own_page_gets_a_socket(server: Server) -> None:
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS], origin=Origin(server.url)) as socket:
        await greet(socket)


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_page_of_another_origin_gets_no_answer(server: Server, origin: str, method: str) -> None:
    async with httpx2.AsyncClient(timeout=5) as http:
        response = await http.request(
            method,
            server.graphql,
            headers={"origin": origin, "content-type": "application/json"},
            content=b'{"query": "{ __typename }"}' if method == "POST" else None,
        )
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
    assert response.json()["errors"][0]["extensions"]["code"] == "ORIGIN_NOT_ALLOWED"


NO_REQUESTS = [
    b"",
    b"{",
    b"[]",
    b"7",
    b"null",
    b'"x"',
    b"\xff\xfe",
    b'{"query": 1}',
    b'{"query": "{ __typename }", "variables": 7}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("body", NO_REQUESTS, ids=lambda body: repr(body[:20]))
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json", "text/event-stream"])
async def test_a_body_that_is_no_request_is_refused(server: Server, body: bytes, accept: str) -> None:
    async with httpx2.AsyncClient(timeout=5) as http:
        response = await http.post(
            server.graphql, headers={"content-type": "application/json", "accept": accept}, content=body
        )
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"]
    assert await answers(server)


async def test_a_client_that_leaves_in_the_middle_of_a_message_hurts_nobody(server: Server) -> None:
    socket = await connect(server.socket_url, subprotocols=[TRANSPORT_WS])
    await greet(socket)
    await socket.send(text({"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}))
    socket.transport.abort()
    async with asyncio.timeout(2):
        await socket.wait_closed()
    assert await answers(server)

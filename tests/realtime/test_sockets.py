"""Sharing over real sockets: the same on both transports, and nobody waits for one who does not read."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2
import orjson
import pytest
import uvicorn
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from auth.development import issue, new_key
from domain.actors import MODERATOR_RIGHT
from ikdoemee.app import create_app
from ikdoemee.edge import sockets
from ikdoemee.edge.websocket_protocol import DirectProtocol
from ikdoemee.settings import Settings
from persistence.development_key import development_jwk
from persistence.engine import open_engine
from realtime import members, stream
from tests.api.stored import cursor_at, news, tell
from tests.realtime.subscribers import CURSORS, short
from tests.support.api import GENT_OVO
from tests.support.clock import Clock

SOON = 10.0
MORE_THAN_FITS = 400
"""Meldingen that do not fit into the buffers between a server and a client that does not read."""

# Says much about little, so that few Meldingen fill every buffer on the way.
WORDY = CURSORS.replace("kind read", " ".join(f"t{number}: text" for number in range(25)))


@dataclass
class Served:
    """The application on a port of its own."""

    port: int
    engine: AsyncEngine
    jwk: Any
    clock: Clock
    server: uvicorn.Server

    def token(self, person: str) -> str:
        """Return the token of a moderator of Gent."""
        return issue(
            self.jwk,
            person=person,
            organisation=GENT_OVO,
            rights=[MODERATOR_RIGHT],
            rights_claim=Settings().rights_claim,
            now=self.clock.now(),
        )

    @asynccontextmanager
    async def websocket(self, person: str, query: str = CURSORS, **variables: Any) -> AsyncGenerator[ClientConnection]:
        """Follow over a WebSocket that takes in no more than it is asked for."""
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", self.port))
        address, protocols = f"ws://127.0.0.1:{self.port}/graphql", [Subprotocol("graphql-transport-ws")]
        async with connect(
            address, sock=line, subprotocols=protocols, max_queue=1, compression=None, close_timeout=0.1
        ) as opened:
            await opened.send(
                orjson.dumps(
                    {"type": "connection_init", "payload": {"authorization": f"Bearer {self.token(person)}"}}
                ).decode()
            )
            assert orjson.loads(await opened.recv())["type"] == "connection_ack"
            payload = {"query": query, "variables": variables}
            await opened.send(orjson.dumps({"id": f"of {person}", "type": "subscribe", "payload": payload}).decode())
            yield opened

    async def events(self, person: str, query: str = CURSORS, **variables: Any) -> AsyncGenerator[dict[str, Any]]:
        """Follow over server-sent events."""
        headers = {"accept": "text/event-stream", "authorization": f"Bearer {self.token(person)}"}
        async with (
            httpx2.AsyncClient(timeout=SOON) as http,
            http.stream(
                "POST",
                f"http://127.0.0.1:{self.port}/graphql",
                json={"query": query, "variables": variables},
                headers=headers,
            ) as response,
        ):
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    yield orjson.loads(line.removeprefix("data: "))


@pytest.fixture
async def served(database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Served]:
    """Serve the application on real sockets with small buffers; what others write is found by looking often."""
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.02)
    engine = open_engine(database_url, pool_size=2)
    jwk = await development_jwk(engine, new_key)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    line.bind(("127.0.0.1", 0))
    app = create_app(Settings(database_url=database_url), clock.tools())
    config = uvicorn.Config(app, ws=DirectProtocol, ws_per_message_deflate=False, log_config=None)
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup([line])
    yield Served(port=line.getsockname()[1], engine=engine, jwk=jwk, clock=clock, server=server)
    app.state.stopping.set()
    await asyncio.wait_for(server.shutdown([line]), SOON)
    await engine.dispose()


async def next_of(opened: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(SOON):
        message: dict[str, Any] = orjson.loads(await opened.recv())
    assert message["type"] == "next", message
    payload: dict[str, Any] = message["payload"]
    return payload


async def test_both_transports_bring_the_same_to_everybody(served: Served) -> None:
    async with (
        served.websocket("a", nis="44021") as first,
        served.websocket("b", nis="44021") as second,
        aclosing(served.events("c", nis="44021")) as third,
    ):
        began = [await next_of(first), await next_of(second), await anext(third)]
        assert [short(each) for each in began] == ["up to date at 0"] * 3
        await tell(served.engine, [news(), news()])
        for number in (1, 2):
            told = [await next_of(first), await next_of(second), await anext(third)]
            assert told == [told[0]] * 3
            assert short(told[0]) == f"{number}"


async def test_who_does_not_read_is_cut_and_resumes_and_others_wait_for_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_EVENTS", 5)
    async with served.websocket("quick", WORDY) as quick, served.websocket("slow", WORDY) as slow:
        assert short(await next_of(quick)) == short(await next_of(slow)) == "up to date at 0"
        for begin in range(0, MORE_THAN_FITS, 10):
            await tell(served.engine, [news() for _ in range(10)])
            assert [short(await next_of(quick)) for _ in range(10)] == numbers(begin + 1, begin + 10)
        # It gets what was on its way to it, whole and in order, and then hears that it is to come back.
        told = await until_closed(slow)
        assert told == numbers(1, len(told))
        assert len(told) < MORE_THAN_FITS
        assert slow.close_code == sockets.TRY_AGAIN_LATER
    after = await cursor_at(served.engine, len(told))
    async with served.websocket("slow", WORDY, after=after) as again:
        assert [short(await next_of(again)) for _ in range(MORE_THAN_FITS - len(told) + 1)] == [
            *numbers(len(told) + 1, MORE_THAN_FITS),
            f"up to date at {MORE_THAN_FITS}",
        ]


async def test_who_never_reads_again_is_let_go(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_EVENTS", 5)
    monkeypatch.setattr(sockets, "SEND_TIMEOUT", 0.2)
    async with served.websocket("slow", WORDY) as slow:
        assert short(await next_of(slow)) == "up to date at 0"
        (serving,) = served.server.server_state.tasks
        await tell(served.engine, [news() for _ in range(MORE_THAN_FITS)])
        await asyncio.wait_for(serving, SOON)
        slow.transport.abort()


async def until_closed(opened: ClientConnection) -> list[str]:
    """Read to the end, and return what was told."""
    told: list[str] = []
    with suppress(ConnectionClosed):
        while True:
            told.append(short(await next_of(opened)))
    return told


def numbers(first: int, last: int) -> list[str]:
    return [f"{number}" for number in range(first, last + 1)]

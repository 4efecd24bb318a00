"""A Search API on this machine: real HTTP, told by each test how to behave."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it arrived."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back; `cut` closes the connection halfway, `silent` leaves it open and says nothing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    cut: bool = False
    silent: bool = False


Behaviour = Callable[[Asked], Answer]


@dataclass(slots=True, kw_only=True)
class SearchServer:
    """Remembers what it was asked, and answers as `behaviour` says."""

    behaviour: Behaviour
    asked: list[Asked] = field(default_factory=list[Asked])
    port: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and close."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").splitlines()
            target = urlsplit(head[0].split()[1])
            lines = (line.partition(":") for line in head[1:] if line)
            request = Asked(
                path=target.path,
                params=dict(parse_qsl(target.query, keep_blank_values=True)),
                headers={name.lower(): value.strip() for name, _, value in lines},
            )
            self.asked.append(request)
            answer = self.behaviour(request)
            if answer.silent:
                await reader.read()  # until the other side gives up
                return
            fields = {"content-length": str(len(answer.body)), "connection": "close"} | answer.headers
            lines_out = [f"HTTP/1.1 {answer.status} -", *(f"{name}: {value}" for name, value in fields.items())]
            body = answer.body[: len(answer.body) // 2] if answer.cut else answer.body
            writer.write("\r\n".join([*lines_out, "", ""]).encode() + body)
            await writer.drain()
        except ConnectionError:
            pass  # the client had read enough
        finally:
            writer.close()


@asynccontextmanager
async def running(behaviour: Behaviour) -> AsyncGenerator[SearchServer, None]:
    """Serve on a free port for as long as the block lasts."""
    server = SearchServer(behaviour=behaviour)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        async with asyncio.timeout(10):
            await listening.wait_closed()


def a_page(members: list[object], total: int) -> Answer:
    """Return a page of results."""
    page = {"@type": "PagedCollection", "itemsPerPage": 200, "totalItems": total, "member": members}
    return Answer(body=json.dumps(page).encode())


def a_problem(status: int, detail: str) -> Answer:
    """Return a refusal."""
    problem = {"type": "https://api.publiq.be/probs/url/not-found", "title": "Not Found", "detail": detail}
    return Answer(
        status=status, body=json.dumps(problem).encode(), headers={"content-type": "application/problem+json"}
    )


def holding(events: list[dict[str, str]]) -> Behaviour:
    """Answer from a list of events in the order of their change, by region and moment as the real one does."""

    def answer(asked: Asked) -> Answer:
        start, limit = int(asked.params["start"]), int(asked.params["limit"])
        if start + limit > 10_000:
            return a_problem(404, "The start and limit parameters go too far.")
        since = asked.params.get("modifiedFrom")
        region = asked.params.get("regions")
        found = [
            event
            for event in events
            if (region is None or event["region"] == region)
            and (since is None or datetime.fromisoformat(event["modified"]) >= datetime.fromisoformat(since))
        ]
        return a_page([*found[start : start + limit]], len(found))

    return answer

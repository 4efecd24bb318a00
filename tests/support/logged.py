"""All that a server writes to its log while it is served, for what must never stand there."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
import uvicorn

from ikdoemee.log import configure_logging
from ikdoemee.server import server_config
from tests.support.api import Api


class Collected(logging.Handler):
    """Keeps every line of every logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def everything_logged(*, production: bool) -> Generator[Collected]:
    """Set the log up as the server does, then turn everything on that was not turned off."""
    loggers = [logging.getLogger(name) for name in (None, "uvicorn", "uvicorn.error", "uvicorn.access", "aiosqlite")]
    before = structlog.get_config(), [each.level for each in loggers]
    collected = Collected()
    configure_logging(production=production)
    for each in loggers[:-1]:
        each.setLevel(logging.DEBUG)
    for each in loggers[:2]:
        each.addHandler(collected)
    try:
        yield collected
    finally:
        for each in loggers[:2]:
            each.removeHandler(collected)
        for each, level in zip(loggers, before[1], strict=True):
            each.setLevel(level)
        structlog.configure(**before[0])


class _Server(uvicorn.Server):
    """Says when it is there."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.there = asyncio.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.there.set()


@asynccontextmanager
async def served(api: Api) -> AsyncGenerator[str]:
    """Serve the application, which runs already, by uvicorn; give its address."""
    config = server_config(api.app, api.settings, host="127.0.0.1", port=0)
    config.lifespan = "off"
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        await server.there.wait()
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        async with asyncio.timeout(10):
            await serving

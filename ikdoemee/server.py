"""Running uvicorn with the limits that this application relies on."""

import asyncio
import signal
import socket
import sys

import uvicorn
from starlette.types import ASGIApp

from ikdoemee.app import create_app
from ikdoemee.edge.websocket_protocol import DirectProtocol
from ikdoemee.log import configure_logging
from ikdoemee.memory import settle
from ikdoemee.settings import Settings

SHUTDOWN_SECONDS = 10
"""How long a client may take to go; one that does not read is not waited for."""


class _Server(uvicorn.Server):
    """Settles once everything stands, and tells open streams that the server stops before it waits for them."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start."""
        await super().startup(sockets)
        settle()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._stopping.set()
        await super().shutdown(sockets)


def run_server(settings: Settings, *, host: str, port: int) -> None:
    """Serve until told to stop."""
    configure_logging(production=settings.production)
    app = create_app(settings)
    config = server_config(app, settings, host=host, port=port)
    # uvicorn stops in order and then raises the signal once more, which would make an orderly stop look like a crash.
    signal.signal(signal.SIGTERM, lambda *_: None)
    server = _Server(config, app.state.stopping)
    server.run()
    if not server.started:
        sys.exit(3)


def server_config(app: ASGIApp, settings: Settings, *, host: str, port: int) -> uvicorn.Config:
    """Return how uvicorn serves an application."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws=DirectProtocol,
        ws_max_size=settings.body_limit,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_keep_alive=30,
        # Anybody can send the headers of a proxy; only those of a proxy that is ours say who the client is.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=sorted(map(str, settings.trusted_proxies)),
        server_header=False,
        access_log=False,
        log_level="info",
    )

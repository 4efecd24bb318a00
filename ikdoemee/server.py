"""Running uvicorn with the limits that this application relies on."""

import uvicorn

from ikdoemee.app import create_app
from ikdoemee.log import configure_logging
from ikdoemee.settings import Settings

SHUTDOWN_SECONDS = 10
"""Streams end by themselves when the server stops; who does not read is not waited for."""


def run_server(settings: Settings, *, host: str, port: int) -> None:
    """Serve until told to stop."""
    configure_logging(production=settings.production)
    uvicorn.run(
        create_app(settings),
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=settings.body_limit,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=65_536,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="info",
    )

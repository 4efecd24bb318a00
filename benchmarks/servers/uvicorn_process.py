"""Running a compared server the way `ikdoemee serve` is run: on a free port, without an access log."""

import sys
from collections.abc import Mapping
from typing import Any

import uvicorn
from starlette.types import ASGIApp


def serve(app: ASGIApp, settings: Mapping[str, Any]) -> None:
    """Serve until told to stop; everything that `settings` does not name is uvicorn's default."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, access_log=False, **settings))
    server.run()
    if not server.started:
        sys.exit(3)

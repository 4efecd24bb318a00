"""Health: is the process alive, and can it do its work."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

READY_TIMEOUT = 5.0


def health_routes(is_ready: Callable[[], Awaitable[dict[str, bool]]]) -> list[Route]:
    """Return `/health/live` (always 200 while the loop turns) and `/health/ready` (503 when a part is missing)."""

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> JSONResponse:
        try:
            async with asyncio.timeout(READY_TIMEOUT):
                parts = await is_ready()
        except (SQLAlchemyError, OSError, TimeoutError):
            parts = {"database": False}
        ok = all(parts.values())
        return JSONResponse({"status": "ok" if ok else "not ready", **parts}, status_code=200 if ok else 503)

    return [Route("/health/live", live), Route("/health/ready", ready)]

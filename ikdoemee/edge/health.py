"""Health: is the process alive, and can it do its work."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

READY_TIMEOUT = 5.0


def health_routes(parts: Callable[[], Awaitable[dict[str, bool]]]) -> list[Route]:
    """Return `/health/live` (200 while the loop turns) and `/health/ready` (503 without a database).

    Without the broker, Meldingen of other processes come seconds later: worth saying, no reason to send nobody here.
    """

    async def live(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def ready(_request: Request) -> JSONResponse:
        try:
            async with asyncio.timeout(READY_TIMEOUT):
                found = await parts()
        except (SQLAlchemyError, OSError, TimeoutError):
            found = {"database": False}
        status = "ok" if all(found.values()) else "degraded" if found["database"] else "not ready"
        return JSONResponse({"status": status, **found}, status_code=200 if found["database"] else 503)

    return [Route("/health/live", live), Route("/health/ready", ready)]

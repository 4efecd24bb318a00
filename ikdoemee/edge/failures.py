"""Failures of ours at addresses beside GraphQL: told under a trace id, with nothing of the request in the log."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import structlog
from starlette.requests import Request
from starlette.responses import Response

from ikdoemee.edge.answers import refusal

log = structlog.get_logger(__name__)

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
Guard: TypeAlias = Callable[[Endpoint], Endpoint]


def guard(new_trace_id: Callable[[], str]) -> Guard:
    """Return what makes an endpoint answer also when it fails."""

    def guarded(endpoint: Endpoint) -> Endpoint:
        async def answer(request: Request) -> Response:
            try:
                return await endpoint(request)
            except Exception:
                # Whatever went wrong, clients get an answer of the same form as from GraphQL.
                trace_id = new_trace_id()
                log.exception("request.failed", trace_id=trace_id)
                message = f"Er ging iets mis aan onze kant. Vermeld code {trace_id} als je het meldt."
                return refusal(500, "INTERNAL", message)

        return answer

    return guarded

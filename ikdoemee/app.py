"""The application as ASGI: routes, the door in front of them, and what is opened and closed with the server."""

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from domain.ports import Tools
from ikdoemee.access_watch import AccessWatch, keep_watching
from ikdoemee.container import Container, open_container, real_tools
from ikdoemee.edge import graphiql
from ikdoemee.edge.answers import refusal
from ikdoemee.edge.cookies import Cookies
from ikdoemee.edge.door import Door
from ikdoemee.edge.exports import AuditExport
from ikdoemee.edge.feed_routes import feed_routes
from ikdoemee.edge.graphql import GraphQLEndpoint
from ikdoemee.edge.health import health_routes
from ikdoemee.edge.origins import Origins
from ikdoemee.edge.requesters import Requesters
from ikdoemee.edge.sign_in_routes import sign_in_routes
from ikdoemee.jobs import jobs_of
from ikdoemee.settings import Settings
from persistence.access_changes import AccessChangeReader
from persistence.migrate import pending
from schema.root import build_schema

GRAPHQL_PATH = "/graphql"


def create_app(settings: Settings, tools: Tools | None = None) -> Starlette:
    """Return the application; it opens its database and broker when the server starts it."""
    opened: list[Container] = []
    origins = Origins(settings.allowed_origins)
    schema = build_schema()
    cookies = Cookies(secure=(settings.public_url or "").startswith("https://")) if settings.oidc_issuer else None
    requesters = Requesters(lambda: opened[0].authenticator, cookies)
    endpoint = GraphQLEndpoint(
        schema,
        services=lambda: opened[0].services,
        requesters=requesters,
        new_trace_id=lambda: secrets.token_hex(8),
        origins=origins,
    )

    audit_export = AuditExport(
        services=lambda: opened[0].services,
        requesters=requesters,
        new_trace_id=lambda: secrets.token_hex(8),
        stopping=endpoint.stopping,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        async with open_container(settings, tools) as container:
            opened.append(container)
            stop = asyncio.Event()
            watch = AccessWatch(
                changes=AccessChangeReader(container.services.rows),
                authenticator=container.authenticator,
                connections=endpoint.connections,
                bell=container.services.bell,
                groups=schema.sharing.groups,
                now=container.services.tools.now,
            )
            watching = asyncio.create_task(keep_watching(watch, stop), name="access")
            try:
                async with jobs_of(container) if settings.background_jobs else nullcontext():
                    yield
            finally:
                stop.set()
                await asyncio.wait({watching})
                opened.clear()

    async def parts_ready() -> dict[str, bool]:
        container = opened[0]
        return {"database": not await pending(container.engine), "broadcast": container.services.bell.healthy}

    offers_page = not settings.production and graphiql.page_built()
    routes: list[BaseRoute] = [
        Route(GRAPHQL_PATH, _WithPage(endpoint, offers_page=offers_page)),
        audit_export.route,
        *health_routes(parts_ready),
        *feed_routes(lambda: opened[0].services, settings),
        *(sign_in_routes(lambda: opened[0], requesters, cookies, settings) if cookies is not None else []),
        *(graphiql.asset_routes(sign_in="/aanmelden" if cookies is not None else None) if offers_page else []),
    ]
    app = _Application(
        endpoint,
        routes=routes,
        lifespan=lifespan,
        middleware=[
            *_development_only(settings, tools),
            # Answers a browser's question whether a named page may send; the door decides on what is sent.
            Middleware(
                CORSMiddleware,
                allow_origins=sorted(origins.named),
                allow_methods=["GET", "POST"],
                allow_headers=["authorization", "content-type"],
            ),
            Middleware(Door, body_limit=settings.body_limit, origins=origins),
        ],
        exception_handlers={404: _not_found},
    )
    app.router.redirect_slashes = False
    app.state.stopping = endpoint.stopping
    app.state.planner = schema.planner
    return app


def _development_only(settings: Settings, tools: Tools | None) -> list[Middleware]:
    if settings.production:
        return []
    # Not even loaded elsewhere.
    from ikdoemee.edge.development_sign_in import DevelopmentSignIn

    return [Middleware(DevelopmentSignIn, settings=settings, now=(tools or real_tools()).now)]


class _Application(Starlette):
    """Starlette, but a WebSocket goes straight to GraphQL.

    None of the layers between does anything for it, and each would keep a frame for as long as it is open.
    """

    def __init__(self, endpoint: GraphQLEndpoint, **options: Any) -> None:  # noqa: ANN401 - those of Starlette
        super().__init__(**options)
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket" and scope["path"] == GRAPHQL_PATH:
            await self._endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _WithPage:
    """GraphQL, and its page for a browser that comes to look."""

    def __init__(self, endpoint: GraphQLEndpoint, *, offers_page: bool) -> None:
        self._endpoint = endpoint
        self._offers_page = offers_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self._offers_page and scope["type"] == "http" and graphiql.is_page_request(Request(scope)):
            await graphiql.page()(scope, receive, send)
        else:
            await self._endpoint(scope, receive, send)


async def _not_found(_request: Request, _error: Exception) -> Response:
    return refusal(404, "NOT_FOUND", "Hier is niets. De API staat op /graphql.")

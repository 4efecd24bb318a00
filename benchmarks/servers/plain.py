"""Plain Strawberry: the types, resolvers and services of this project behind Strawberry's own view, all at defaults."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.schema.config import StrawberryConfig
from strawberry.types.unset import UNSET, UnsetType

from auth.tokens import TokenRejectedError
from benchmarks.servers.uvicorn_process import serve
from domain.actors import ANONYMOUS
from ikdoemee.container import Container, open_container
from ikdoemee.settings import Settings
from plans.records import field_value
from resolvers.context import Context
from schema import enums
from schema.mutation import Mutation
from schema.persons import Person
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription

# Importing `enums` describes the enums of the domain before the types that use them are built.
__all__ = ["create_app", "enums"]


class PlainGraphQL(GraphQL[Context, None]):
    """Strawberry's view with our context, and nothing else of ours."""

    def __init__(self, opened: list[Container]) -> None:
        super().__init__(
            strawberry.Schema(
                query=Query,
                mutation=Mutation,
                subscription=Subscription,
                types=[Person],
                config=StrawberryConfig(scalar_map=SCALARS, default_resolver=field_value),
            )
        )
        self._opened = opened

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Return the context; on a WebSocket nobody is known before `connection_init`."""
        (container,) = self._opened
        actor = ANONYMOUS
        if isinstance(request, Request):
            actor = await container.authenticator.actor(request.headers.get("authorization"))
        return Context(services=container.services, actor=actor, trace_id="", request=request, response=response)

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Find out who is on the line."""
        (container,) = self._opened
        given = (context.connection_params or {}).get("Authorization")
        try:
            context.act_as(await container.authenticator.actor(str(given) if given is not None else None))
        except TokenRejectedError as error:
            raise ConnectionRejectionError from error
        acknowledged: UnsetType = UNSET
        return acknowledged


def create_app(settings: Settings) -> Starlette:
    """Return the application."""
    opened: list[Container] = []
    endpoint: Any = PlainGraphQL(opened)  # Starlette takes any ASGI application where its types say a function

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        async with open_container(settings) as container:
            opened.append(container)
            yield

    return Starlette(routes=[Route("/graphql", endpoint), WebSocketRoute("/graphql", endpoint)], lifespan=lifespan)


if __name__ == "__main__":
    serve(create_app(Settings()), {})

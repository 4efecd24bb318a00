"""GraphQL over HTTP, SSE and WebSocket: Strawberry's view, made to follow the specification to the letter."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, NoReturn, cast

import orjson
import structlog
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, GraphQLRequestProtocol
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from auth.requesters import NOBODY, Requester
from ikdoemee.edge.answers import failed, refusal
from ikdoemee.edge.bodies import wanted
from ikdoemee.edge.connections import Connection, Connections
from ikdoemee.edge.door import BodyTooLargeError
from ikdoemee.edge.media_types import GRAPHQL_RESPONSE, JSON, wants_graphql_response, wants_stream
from ikdoemee.edge.origins import Origins
from ikdoemee.edge.requesters import NotAuthenticated, Requesters
from ikdoemee.edge.sockets import Socket, SocketHandler
from ikdoemee.edge.streams import BoundedStream
from resolvers.context import Context, Services
from schema.planning import PlannedSchema
from schema.sharing import SharedResult

log = structlog.get_logger(__name__)

INIT_TIMEOUT = timedelta(seconds=5)
MAX_OPERATIONS_PER_SOCKET = 20


class GraphQLEndpoint(GraphQL[Context, None]):
    """The `/graphql` endpoint. Strawberry's own answers are 200 and `application/json` whatever happened."""

    graphql_transport_ws_handler_class = SocketHandler
    websocket_adapter_class = Socket

    def __init__(
        self, schema: PlannedSchema, *, services: Callable[[], Services], requesters: Requesters,
        new_trace_id: Callable[[], str], origins: Origins,
    ) -> None:  # fmt: skip
        self._schema = schema
        super().__init__(
            schema,
            # The page is a route of its own.
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=INIT_TIMEOUT,
            max_subscriptions_per_connection=MAX_OPERATIONS_PER_SOCKET,
            allowed_origins=tuple(origins.named),
        )
        self._services = services
        self.requesters = requesters
        self.connections = Connections()
        self._new_trace_id = new_trace_id
        self.stopping = asyncio.Event()
        """Set when the server begins to stop."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, receive)
        context = _Lazy(lambda: self._asked_by(request))
        try:
            response = await self._response(request, context)
            await response(scope, receive, send)
        finally:
            if context.connection is not None:
                self.connections.discard(context.connection)

    async def _response(self, request: Request, context: "_Lazy") -> Response:
        response: Response
        try:
            response = await self._read(request, context) or await self.run(request, context=await context())
        except NotAuthenticated as error:
            response = self.requesters.refused(error)
        except HTTPException as error:
            response = refusal(error.status_code, "BAD_REQUEST", error.reason, media_type=_media_type(request))
        except (BodyTooLargeError, ClientDisconnect):
            raise
        except Exception:
            # Before anything was executed: who is asking could not be found out, or the like.
            trace_id = self._new_trace_id()
            log.exception("request.failed", trace_id=trace_id)
            response = failed(trace_id, media_type=_media_type(request))
        response.headers.add_vary_header("Accept")
        return response

    async def _read(self, request: Request, context: "_Lazy") -> Response | None:
        """Answer a request that only reads, in the way that most do; None if it is anything else."""
        if request.method != "POST" or wants_stream(request.headers.get("accept", "")):
            return None
        asked = wanted(await request.body())
        if asked is None:
            return None
        data = await self._schema.read(*asked, context=context)
        if data is None:
            return None
        return Response(orjson.dumps({"data": data}), media_type=f"{_media_type(request)}; charset=utf-8")

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """Return the context of a WebSocket; nobody is known on it before `connection_init`."""
        return self._context(NOBODY, request, response)

    async def _asked_by(self, request: Request) -> Connection:
        requester = await self.requesters.of(request)
        context = self._context(requester, request, Response())
        connection = Connection(context=context, requester=requester, close=_leave)
        if requester.identity is not None and wants_stream(request.headers.get("accept", "")):
            # From now on: whose rights change while it begins hears of it too.
            self.connections.add(connection)
        return connection

    def _context(self, requester: Requester, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        return Context(
            services=self._services(),
            actor=requester.actor,
            trace_id=self._new_trace_id(),
            request=request,
            response=response,
        )

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Refuse what is JSON but no request."""
        if request.method == "POST" and not isinstance(self.parse_json(await request.get_body()), dict):
            _refuse("Stuur één vraag als JSON-object.")
        data = await super().parse_http_body(request)
        if isinstance(data, GraphQLRequestData) and not isinstance(data.operation_name, str | None):
            _refuse("'operationName' moet een tekst zijn.")
        return data

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """Leave `data` out of an answer to what was never executed."""
        if isinstance(result, SharedResult):
            # Encoded already; `encode_json_string` knows it again.
            return cast("GraphQLHTTPResponse", result)
        answer = await super().process_result(request, result)
        if isinstance(result, PreExecutionError):
            answer.pop("data", None)
        return answer

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """Remember which media type the client wants."""
        response = await super().get_sub_response(request)
        if isinstance(request, Request):
            response.media_type = _media_type(request)
        return response

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        """Answer in the media type that the client wants; only the new one carries a status that says something."""
        response = super().create_response(response_data, sub_response)
        if sub_response.media_type == GRAPHQL_RESPONSE:
            response.headers["content-type"] = f"{GRAPHQL_RESPONSE}; charset=utf-8"
            if isinstance(response_data, dict) and "data" not in response_data:
                response.status_code = 400
        else:
            response.headers["content-type"] = f"{JSON}; charset=utf-8"
        return response

    async def _create_streaming_response(
        self,
        request: Request,
        result: Any,  # noqa: ANN401 - any stream of results
        protocol: GraphQLRequestProtocol,
        sub_response: Response,
    ) -> Response:
        response = await super()._create_streaming_response(request, result, protocol, sub_response)
        if isinstance(response, BoundedStream) and isinstance(result, AsyncGenerator):
            response.results = result
        return response

    async def create_streaming_response(
        self,
        request: Request | WebSocket,
        stream: Callable[[], AsyncIterator[str]],
        sub_response: Response,
        headers: Mapping[str, str],
    ) -> Response:
        """Stream, but cut a client that stops reading."""
        del request, sub_response
        return BoundedStream(stream(), {**headers, "x-accel-buffering": "no"}, self.stopping)

    def encode_json_string(self, data: object) -> str:
        """Return JSON as text; what was made for many is encoded already."""
        return data.encoded if isinstance(data, SharedResult) else super().encode_json_string(data)

    def encode_json(self, data: object) -> bytes:
        """Return JSON; sockets turn it into text."""
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        """Read JSON."""
        return orjson.loads(data)


class _Lazy:
    """The context of one request, made when it is first needed."""

    def __init__(self, make: Callable[[], Awaitable[Connection]]) -> None:
        self._make = make
        self.connection: Connection | None = None

    async def __call__(self) -> Context:
        """Return the context."""
        if self.connection is None:
            self.connection = await self._make()
        return self.connection.context


def _leave(_reason: str) -> None:
    # A stream ends by itself, with an error that says why, when what follows is no longer for who asked.
    pass


def _media_type(request: Request) -> str:
    return GRAPHQL_RESPONSE if wants_graphql_response(request.headers.get("accept", "")) else JSON


def _refuse(message: str) -> NoReturn:
    raise HTTPException(400, message)

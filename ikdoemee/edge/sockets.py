"""WebSockets: who is on the line, for how long, and how patient we are with a client that does not read."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, cast

import structlog
from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived, WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError

from auth.oidc.errors import ProviderUnavailableError
from auth.tokens import TokenRejectedError
from ikdoemee.edge.connections import Connection
from ikdoemee.edge.requesters import UNAVAILABLE
from ikdoemee.edge.websocket_protocol import WRITE_NOW, WriteNow
from realtime.members import SlowReaderError
from resolvers.context import Context
from schema.sharing import SharedResult
from schema.subscriber import SharedStream

if TYPE_CHECKING:
    from strawberry.schema.schema import StreamResult

    from ikdoemee.edge.graphql import GraphQLEndpoint

log = structlog.get_logger(__name__)

SEND_TIMEOUT = 10.0
"""Seconds a client may take to accept one message."""

UNAUTHORIZED, FORBIDDEN = 4401, 4403
"""Close codes: clients of graphql-ws give up on the first and come back, with a fresh token, after the second."""
TRY_AGAIN_LATER = 1013
"""Close code after which they come back too."""


class Socket(ASGIWebSocketAdapter):
    """A WebSocket that sends text, within a time limit, and can be closed twice."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """Give the messages, and keep none of them while waiting for the next."""
        del ignore_parsing_errors
        try:
            while self.ws.application_state is not WebSocketState.DISCONNECTED:
                yield self._decoded(await self.ws.receive_text())
        except KeyError as error:
            raise NonTextMessageReceived from error
        except WebSocketDisconnect:
            pass

    def _decoded(self, text: str) -> object:
        try:
            return self.view.decode_json(text)
        except ValueError as error:
            raise NonJsonMessageReceived from error

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message; a client that does not take it in time is gone."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                # Bytes would go out as a binary frame.
                await self.ws.send_text(self.view.encode_json_string(message))
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError) as error:
            raise WebSocketDisconnected from error

    async def send_text(self, text: str) -> None:
        """Send what is encoded already; whoever hands it out keeps the time."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected
        try:
            await self.ws.send_text(text)
        except (WebSocketDisconnect, RuntimeError, OSError) as error:
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """Close, unless that was done."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        # The other end may be gone, or not reading; a close frame holds at most 123 bytes of reason.
        with suppress(TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            async with asyncio.timeout(SEND_TIMEOUT):
                await self.ws.close(code=code, reason=reason.encode()[:120].decode(errors="ignore"))


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """The graphql-transport-ws protocol with our tokens: checked at `connection_init`, and closed when they end."""

    _expiry: asyncio.TimerHandle | None = None
    _closing: asyncio.Task[None] | None = None
    _serving: asyncio.Task[None] | None = None
    _connection: Connection | None = None

    async def handle_message(self, message: Message) -> None:
        """Refuse what does not have the shape of a message, whatever its type says."""
        if not _well_formed(message):
            await self.handle_invalid_message("Dit is geen geldig bericht van graphql-transport-ws")
            return
        await super().handle_message(message)
        # What it asked is known now; the loop that read it holds on to it until the next one comes.
        cast("dict[str, object]", message).clear()

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Find out who is on the line."""
        payload = message.get("payload") or {}
        if not self.connection_init_received and isinstance(payload, dict):
            try:
                await self._authenticate(payload)
            except TokenRejectedError as error:
                await self.websocket.close(FORBIDDEN if error.expired else UNAUTHORIZED, error.message)
                return
            except ProviderUnavailableError as error:
                log.warning("provider.unavailable", error=str(error))
                await self.websocket.close(TRY_AGAIN_LATER, UNAVAILABLE)
                return
        await super().handle_connection_init(message)
        if self.connection_acknowledged:
            self._settle()

    def _settle(self) -> None:
        """Let go of what was needed to get here; most of its life a connection waits."""
        self.connection_init_timeout_task = None
        self.context.connection_params = None

    async def _authenticate(self, payload: Mapping[str, object]) -> None:
        endpoint = cast("GraphQLEndpoint", self.view)
        given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
        requester = await endpoint.requesters.of_socket(self.context.request, str(given) if given is not None else None)
        self.context.act_as(requester.actor)
        if requester.identity is None:
            return
        self._connection = Connection(context=self.context, requester=requester, close=self._lose)
        endpoint.connections.add(self._connection)
        left = (requester.identity.expires_at - self.context.services.tools.now()).total_seconds()
        self._expiry = asyncio.get_running_loop().call_later(max(left, 0.0), self._expire)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Carry out an operation; in a session, that is a sign that it is in use."""
        endpoint = cast("GraphQLEndpoint", self.view)
        if self._connection is not None and self._connection.requester.session is not None:
            try:
                await endpoint.requesters.authenticator.still(self._connection.requester)
            except TokenRejectedError as error:
                self._lose(error.message)
                return
        await super().handle_subscribe(message)

    async def handle(self) -> None:
        """Serve the connection; one that was cut off ends without waiting for a client that does not read."""
        self._serving = asyncio.current_task()
        try:
            await super().handle()
        except asyncio.CancelledError:
            if self._closing is None or not self._closing.done():
                raise

    async def _send_result_stream(self, operation: Operation[Context, None], result_source: "StreamResult") -> None:
        """Send the results; those of a group are encoded already, and differ in the id of the operation alone."""
        if not isinstance(result_source, SharedStream):
            await super()._send_result_stream(operation, result_source)
            return
        result_source.overrun = self._cut
        # It may wait for hours; the stream holds what it needs.
        operation.query, operation.variables = "", None
        socket = cast("Socket", self.websocket)
        before = f'{{"id":{self.view.encode_json_string(operation.id)},"type":"next","payload":'
        write_now: WriteNow | None = socket.ws.scope["extensions"].get(WRITE_NOW)
        if write_now is not None:
            result_source.send_now = lambda result: write_now(f"{before}{result.encoded}}}")
        try:
            # Closed here and now: left to the loop, generators within generators are closed in any order.
            async with aclosing(result_source):
                async for result in result_source:
                    if isinstance(result, SharedResult):
                        await socket.send_text(f"{before}{result.encoded}}}")
                    elif isinstance(result, PreExecutionError):
                        await operation.send_initial_errors(result.errors or [])
                    elif isinstance(result, ExecutionResult):
                        await operation.send_next(result)
        except SlowReaderError:
            # The subscription did not end: it is to be taken up again.
            operation.completed = True

    def _cut(self) -> None:
        if self._closing is None:
            self._closing = asyncio.create_task(self._close_slow())

    async def _close_slow(self) -> None:
        await self.websocket.close(TRY_AGAIN_LATER, "Je leest te traag; ga verder vanaf je laatste cursor")
        if self._serving is not None:
            self._serving.cancel()

    def _expire(self) -> None:
        in_session = self._connection is not None and self._connection.requester.session is not None
        self._lose("Je sessie is afgelopen" if in_session else "Je token is verlopen")

    def _lose(self, reason: str) -> None:
        if self._closing is None:
            # Kept, so that the task is not collected while it runs.
            self._closing = asyncio.create_task(self.websocket.close(FORBIDDEN, reason))

    @staticmethod
    def _get_pre_execution_close_reason(_error: GraphQLError) -> None:
        # Strawberry would close the socket, and with it every other operation on it, for one that does not parse.
        return None

    async def shutdown(self) -> None:
        """Stop the clock, then whatever still runs; nobody looks after a connection that is gone."""
        if self._expiry is not None:
            self._expiry.cancel()
        if self._connection is not None:
            cast("GraphQLEndpoint", self.view).connections.discard(self._connection)
        await super().shutdown()


def _well_formed(message: object) -> bool:
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    kind, payload = message["type"], message.get("payload")
    if kind == "connection_init":
        return isinstance(payload, dict | None)
    if kind == "complete":
        return isinstance(message.get("id"), str)
    if kind != "subscribe":
        return True
    return (
        isinstance(message.get("id"), str)
        and isinstance(payload, dict)
        and isinstance(payload.get("query"), str)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("operationName"), str | None)
    )

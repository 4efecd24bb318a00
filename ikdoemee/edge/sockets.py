"""WebSockets: who is on the line, for how long, and how patient we are with a client that does not read."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from graphql import GraphQLError
from starlette.websockets import WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import ConnectionInitMessage, Message

from auth.tokens import TokenRejectedError
from resolvers.context import Context

if TYPE_CHECKING:
    from ikdoemee.edge.graphql import GraphQLEndpoint

SEND_TIMEOUT = 10.0
"""Seconds a client may take to accept one message."""

UNAUTHORIZED, FORBIDDEN = 4401, 4403
"""Close codes: clients of graphql-ws give up on the first and come back, with a fresh token, after the second."""


class Socket(ASGIWebSocketAdapter):
    """A WebSocket that sends text, within a time limit, and can be closed twice."""

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message; a client that does not take it in time is gone."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                # Bytes would go out as a binary frame.
                await self.ws.send_text(self.view.encode_json_string(message))
        except (TimeoutError, RuntimeError, OSError) as error:
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """Close, unless that was done."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        # The other end may be gone, or not reading; a close frame holds at most 123 bytes of reason.
        with suppress(TimeoutError, RuntimeError, OSError):
            async with asyncio.timeout(SEND_TIMEOUT):
                await self.ws.close(code=code, reason=reason.encode()[:120].decode(errors="ignore"))


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """The graphql-transport-ws protocol with our tokens: checked at `connection_init`, and closed when they end."""

    _expiry: asyncio.TimerHandle | None = None
    _closing: asyncio.Task[None] | None = None

    async def handle_message(self, message: Message) -> None:
        """Refuse what does not have the shape of a message, whatever its type says."""
        if not _well_formed(message):
            await self.handle_invalid_message("Dit is geen geldig bericht van graphql-transport-ws")
            return
        await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Find out who is on the line."""
        payload = message.get("payload") or {}
        if not self.connection_init_received and isinstance(payload, dict):
            try:
                await self._authenticate(payload)
            except TokenRejectedError as error:
                await self.websocket.close(FORBIDDEN if error.expired else UNAUTHORIZED, error.message)
                return
        await super().handle_connection_init(message)

    async def _authenticate(self, payload: Mapping[str, object]) -> None:
        authenticator = cast("GraphQLEndpoint", self.view).authenticator()
        given = next((value for name, value in payload.items() if name.lower() == "authorization"), None)
        actor = await authenticator.actor(str(given) if given is not None else None)
        self.context.act_as(actor)
        if actor.expires_at is not None:
            left = (actor.expires_at - self.context.services.tools.now()).total_seconds()
            self._expiry = asyncio.get_running_loop().call_later(max(left, 0.0), self._expire)

    def _expire(self) -> None:
        # Kept, so that the task is not collected while it runs.
        self._closing = asyncio.create_task(self.websocket.close(FORBIDDEN, "Je token is verlopen"))

    @staticmethod
    def _get_pre_execution_close_reason(_error: GraphQLError) -> None:
        # Strawberry would close the socket, and with it every other operation on it, for one that does not parse.
        return None

    async def shutdown(self) -> None:
        """Stop the clock, then whatever still runs."""
        if self._expiry is not None:
            self._expiry.cancel()
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

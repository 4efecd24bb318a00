"""The door: what is turned away before GraphQL looks at it, and the headers that every answer carries."""

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ikdoemee.edge.answers import refusal
from ikdoemee.edge.media_types import JSON, media_type
from ikdoemee.edge.origins import Origins

_SAFE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


LISTEN_ON_SECONDS, LISTEN_ON_BYTES = 3.0, 64 * 1024 * 1024
"""How long a client that sends too much is heard out."""


class BodyTooLargeError(Exception):
    """More bytes came in than the limit."""


class _Answer:
    """Sends an answer with the headers that every answer carries."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def send(self, message: Message) -> None:
        self.started = True
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SAFE_HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


class Door:
    """Checks origin, media type and size; the size is counted as the bytes come in, whatever the client announced."""

    def __init__(self, app: ASGIApp, *, body_limit: int, origins: Origins) -> None:
        self._app = app
        self._body_limit = body_limit
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = _Answer(send)
        turned_away = self._turned_away(scope, headers)
        if turned_away is not None:
            await turned_away(scope, receive, answer.send)
        elif self._announces_too_much(headers):
            await self._refuse_large(receive, answer.send)
        else:
            try:
                await self._app(scope, self._counted(receive), answer.send)
            except BodyTooLargeError:
                if answer.started:
                    raise
                await self._refuse_large(receive, answer.send)

    def _turned_away(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._origins.allows(headers.get("origin"), headers.get("host")):
            return refusal(403, "ORIGIN_NOT_ALLOWED", "Pagina's van deze herkomst mogen de API niet gebruiken.")
        if scope["method"] != "POST":
            return None
        # One exact type, so that a browser cannot send it without asking first.
        if media_type(headers.get("content-type", "")) != JSON:
            return refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Stuur je vraag als application/json.")
        # What is behind the door looks for it in lower case.
        MutableHeaders(scope=scope)["content-type"] = JSON
        return None

    def _announces_too_much(self, headers: Headers) -> bool:
        length = headers.get("content-length", "0")
        return length.isdecimal() and int(length) > self._body_limit

    async def _refuse_large(self, receive: Receive, send: Send) -> None:
        """Answer at once, then listen on for a while: a client that still sends would not hear a closed connection."""
        answer = refusal(
            413,
            "BODY_TOO_LARGE",
            f"Je vraag is te groot: hoogstens {self._body_limit} bytes.",
            headers={"connection": "close"},
        )
        await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": True})
        discarded = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(LISTEN_ON_SECONDS):
                while discarded < LISTEN_ON_BYTES:
                    message = await receive()
                    discarded += len(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        break
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > self._body_limit:
                    raise BodyTooLargeError
            return message

        return counted

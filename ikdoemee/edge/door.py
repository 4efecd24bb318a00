"""The door: what is turned away before GraphQL looks at it, and the headers that every answer carries."""

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


class BodyTooLargeError(Exception):
    """More bytes came in than the limit."""


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

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _SAFE_HEADERS.items():
                    answer.setdefault(name, value)
            await send(message)

        turned_away = self._turned_away(scope, headers)
        if turned_away is not None:
            await turned_away(scope, receive, send_with_headers)
            return
        started = False

        async def send_once(message: Message) -> None:
            nonlocal started
            started = True
            await send_with_headers(message)

        try:
            await self._app(scope, self._counted(receive), send_once)
        except BodyTooLargeError:
            if started:
                raise
            await self._too_large()(scope, receive, send_with_headers)

    def _turned_away(self, scope: Scope, headers: Headers) -> Response | None:
        if not self._origins.allows(headers.get("origin"), headers.get("host")):
            return refusal(403, "ORIGIN_NOT_ALLOWED", "Pagina's van deze herkomst mogen de API niet gebruiken.")
        if scope["method"] != "POST":
            return None
        # One exact type, so that a browser cannot send it without asking first.
        if media_type(headers.get("content-type", "")) != JSON:
            return refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Stuur je vraag als application/json.")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._body_limit:
            return self._too_large()
        return None

    def _too_large(self) -> Response:
        return refusal(
            413,
            "BODY_TOO_LARGE",
            f"Je vraag is te groot: hoogstens {self._body_limit} bytes.",
            headers={"connection": "close"},
        )

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

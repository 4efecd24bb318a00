"""uvicorn's WebSocket protocol, for thousands of sockets that mostly wait and then all get the same."""

from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

WRITE_NOW = "ikdoemee.write_now"
"""Extension of the ASGI scope: writes a text message if there is room at this moment, and says whether there was."""

WriteNow = Callable[[str], bool]


class DirectProtocol(WebSocketsSansIOProtocol):
    """Writes without a coroutine: one event goes out to thousands of sockets, most of which have room.

    ASGI's `send` may wait, so each socket needs a task that is woken for every message; it costs more than writing.
    """

    async def run_asgi(self) -> None:
        """Run the application."""
        extensions: dict[str, object] = self.scope["extensions"]  # type: ignore[assignment]  # this one is a function
        extensions[WRITE_NOW] = self.write_now
        await super().run_asgi()

    def write_now(self, text: str) -> bool:
        """Write a text message, unless what was written before is still on its way."""
        if self.close_sent or self.disconnected or not self.writable.is_set():
            return False
        try:
            self.conn.send_text(text.encode())
        except InvalidState:
            return False
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True

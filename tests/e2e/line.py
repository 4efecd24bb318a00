"""A line between a client and the server that can be cut."""

import asyncio
import socket
import struct
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

ABORT = struct.pack("ii", 1, 0)
"""SO_LINGER that makes closing a socket reset the connection."""


class Line:
    """Passes bytes on between 127.0.0.1 and a server, until it is cut; then everybody who calls is hung up on."""

    def __init__(self, target: str) -> None:
        self._target = urlsplit(target)
        self._writers: set[asyncio.StreamWriter] = set()
        self._cut = False
        self.connections = 0
        """How many were put through so far."""
        self.url = ""

    async def serve(self) -> asyncio.Server:
        """Begin to listen."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return server

    def cut(self) -> None:
        """Reset every connection, and each one that is tried from now on."""
        self._cut = True
        for writer in tuple(self._writers):
            _reset(writer)

    def mend(self) -> None:
        """Put calls through again."""
        self._cut = False

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            _reset(writer)
            return
        self.connections += 1
        there_reader, there_writer = await asyncio.open_connection(self._target.hostname, self._target.port)
        both = {writer, there_writer}
        self._writers |= both
        try:
            await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
        finally:
            self._writers -= both
            for each in both:
                each.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def _reset(writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
    writer.transport.abort()


@asynccontextmanager
async def line_to(target: str) -> AsyncGenerator[Line]:
    """Open a line to a server."""
    line = Line(target)
    server = await line.serve()
    try:
        yield line
    finally:
        line.cut()
        server.close()
        await server.wait_closed()

"""A mail server on a loopback socket that takes what it is sent, or answers what a test tells it to."""

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

IN_TIME = 20.0

HANG = "hang"
"""In the place of an answer: say nothing, and keep the connection."""
DROP = "drop"
"""In the place of an answer: close the connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A mail that the server took."""

    sender: str
    recipient: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The message as receivers read it."""
        return message_from_bytes(self.raw.replace(b"\r\n", b"\n"), policy=default)


@dataclass(slots=True, kw_only=True)
class SmtpServer:
    """Takes mails one after another, over any number of connections."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    """What STARTTLS is offered with."""
    received: list[Received] = field(default_factory=list)
    answers: defaultdict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    """By command, answers to give first in the place of the usual one; `.` is the end of a message."""
    connections: int = 0
    logins: list[str] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    """Set whenever a mail was taken."""
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once somebody waits for an answer that does not come."""
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk with one client."""
        self.connections += 1
        self._open.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await _Talk(self, reader, writer).go_on()
        self._open.discard(writer)
        writer.close()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    async def took(self, number: int) -> None:
        """Wait until so many mails were taken."""
        async with asyncio.timeout(IN_TIME):
            while len(self.received) < number:
                self.came.clear()
                await self.came.wait()

    def close(self) -> None:
        """Let go of everybody."""
        for each in self._open:
            each.close()


@dataclass(slots=True)
class _Talk:
    server: SmtpServer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str = ""
    recipient: str = ""

    async def go_on(self) -> None:
        if not await self._say("HELLO", "220 mail.example.org"):
            return
        while line := (await self.reader.readline()).decode("utf-8").strip():
            verb = line.split()[0].split(":")[0].upper()
            if not await self._do(verb, line):
                return

    async def _do(self, verb: str, line: str) -> bool:
        match verb:
            case "EHLO":
                offers = "250-STARTTLS\r\n" if self.server.tls else ""
                return await self._say(verb, f"250-mail.example.org\r\n{offers}250-AUTH PLAIN\r\n250 8BITMIME")
            case "STARTTLS":
                return await self._say(verb, "220 go ahead") and await self._encrypt()
            case "AUTH":
                self.server.logins.append(line)
                return await self._say(verb, "235 welcome")
            case "MAIL":
                self.sender = line.partition("<")[2].partition(">")[0]
                return await self._say(verb, "250 ok")
            case "RCPT":
                self.recipient = line.partition("<")[2].partition(">")[0]
                return await self._say(verb, "250 ok")
            case "DATA":
                refused = bool(self.server.answers[verb])
                return await self._say(verb, "354 go ahead") and (refused or await self._take())
            case "QUIT":
                await self._say(verb, "221 bye")
                return False
            case _:
                return await self._say(verb, "250 ok")

    async def _take(self) -> bool:
        raw = (await self.reader.readuntil(b"\r\n.\r\n")).removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        if not self.server.answers["."]:
            self.server.received.append(Received(sender=self.sender, recipient=self.recipient, raw=raw))
            self.server.came.set()
        return await self._say(".", "250 taken")

    async def _encrypt(self) -> bool:
        assert self.server.tls is not None
        await self.writer.start_tls(self.server.tls)
        return True

    async def _say(self, verb: str, usual: str) -> bool:
        told = self.server.answers[verb]
        answer = told.popleft() if told else usual
        if answer == HANG:
            self.server.hanging.set()
            await self.reader.read()
            return False
        if answer == DROP:
            return False
        self.writer.write(answer.encode() + b"\r\n")
        await self.writer.drain()
        return True


@asynccontextmanager
async def smtp_server(tls: ssl.SSLContext | None = None) -> AsyncGenerator[SmtpServer]:
    """Run a mail server on a free port."""
    server = SmtpServer(tls=tls)
    listening = await asyncio.start_server(server.answer, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        server.close()
        await listening.wait_closed()

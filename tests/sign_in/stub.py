"""A provider that answers whatever a test wants: what the real one never does."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from joserfc import jwt
from joserfc.jwk import RSAKey

from auth.oidc.provider import Provider
from auth.oidc.registration import Registration
from tests.sign_in.conftest import RunningClock

CODE, NONCE, VERIFIER = "the-code", "the-nonce", "the-verifier-of-at-least-forty-three-characters"


@dataclass
class Stub:
    """What it answers at each path, and the requests that came."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, auto_kid=True))
    issuer: str = ""
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    requests: list[str] = field(default_factory=list[str])
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a request came."""
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    """Set to let it answer."""
    clock: RunningClock = field(default_factory=RunningClock)

    def documents(self, **changes: Any) -> None:
        """Let it behave, but for some fields of what it says of itself."""
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/logout?x=1",
            "introspection_endpoint": f"{self.issuer}/introspect",
        }
        self.answers["/op/.well-known/openid-configuration"] = {k: v for k, v in (said | changes).items() if v}
        self.answers["/op/keys"] = {"keys": [self.key.as_dict(private=False)]}
        self.answers["/op/token"] = {"access_token": "t", "token_type": "Bearer", "id_token": self.id_token()}

    def id_token(self, **changes: Any) -> str:
        """Return an id token, with other claims than it should have."""
        now = int(self.clock.now().timestamp())
        claims = {"iss": self.issuer, "aud": "ikdoemee", "sub": "mo", "nonce": NONCE, "iat": now, "exp": now + 600}
        header = {"alg": "RS256", "kid": self.key.kid or ""}
        return jwt.encode(header, claims | changes, self.key)

    def provider(self, **changes: Any) -> Provider:
        """Return our side of it."""
        known = {
            "issuer": self.issuer,
            "client_id": "ikdoemee",
            "client_secret": "secret",
            "scopes": "openid",
            "redirect_uri": "http://127.0.0.1:1/aanmelden/terug",
            "after_logout": "http://127.0.0.1:1/",
            "after_switch": "http://127.0.0.1:1/aanmelden",
            "api_audience": "api",
            "rights_claim": "rol_3d",
        }
        return Provider.of(Registration(**known | changes), now=self.clock.now)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lengths = [line for line in head.lower().splitlines() if line.startswith("content-length:")]
            length = int(lengths[0].partition(":")[2]) if lengths else 0
            self.requests.append(head + (await reader.readexactly(length)).decode())
            self.asked.set()
            await self.hold.wait()
            writer.write(_response(self.answers.get(head.split()[1], 404)))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def _response(answer: Any) -> bytes:
    status = answer if isinstance(answer, int) else 200
    if isinstance(answer, dict) and "error" in answer:
        status = 400
    body = answer if isinstance(answer, bytes) else orjson.dumps({} if isinstance(answer, int) else answer)
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(body)) + body


@asynccontextmanager
async def stub_provider() -> AsyncGenerator[Stub]:
    """Serve a stub that behaves, until it is told otherwise."""
    stub = Stub()
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0)
    stub.issuer = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/op"
    stub.documents()
    stub.hold.set()
    yield stub
    stub.hold.set()
    server.close()
    await server.wait_closed()

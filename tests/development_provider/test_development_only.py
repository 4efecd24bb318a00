"""The sign-in for development exists in development only, and on this machine only."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import SecretStr
from starlette.types import Message, Receive, Scope, Send

from auth.development import new_key
from ikdoemee.app import create_app
from ikdoemee.edge.development_sign_in import DevelopmentSignIn, application_scope
from ikdoemee.settings import Environment, Settings
from tests.e2e.servers import ROOT, environment

PATHS = ["/op/.well-known/openid-configuration", "/op/v1/auth", "/op/pages.css", "/op/aanmelden/x", "/op/"]


@pytest.fixture
def production(tmp_path: Path) -> Settings:
    keys = tmp_path / "keys.json"
    keys.write_bytes(orjson.dumps({"keys": [new_key()]}))
    return Settings(
        environment=Environment.PRODUCTION,
        token_issuer="https://a.example",
        token_audience="ikdoemee",
        token_keys=keys,
        person_number_key=SecretStr("x" * 32),
    )


async def nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise AssertionError("passed on")


async def ask(
    app: Any,
    path: str,
    *,
    client: str | None = "127.0.0.1",
    server: tuple[str, int] | None = None,
    host: str = "127.0.0.1:8000",
    **headers: str,
) -> Sequence[Any]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode()), *((name.encode(), value.encode()) for name, value in headers.items())],
        "server": server or ("127.0.0.1", 8000),
        "client": (client, 1) if client else None,
    }
    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], body


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_of_it_is_reachable_in_production(production: Settings, path: str) -> None:
    status, body = await ask(create_app(production), path)
    assert (status, orjson.loads(body)["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


def test_it_refuses_to_be_mounted_in_production(production: Settings) -> None:
    with pytest.raises(RuntimeError, match="does not exist in production"):
        DevelopmentSignIn(nothing, settings=production, now=lambda: datetime.now(UTC))


@pytest.mark.parametrize("named", ["production", "PRODUCTION", " Production "])
@pytest.mark.parametrize("module", ["auth.development_provider.app", "ikdoemee.edge.development_sign_in"])
def test_it_refuses_to_be_imported_in_production(named: str, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        env=environment({"environment": named}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "ImportError: the sign-in for development does not exist in production" in done.stderr


@pytest.mark.parametrize(
    ("server", "host"),
    [
        (("192.0.2.1", 8000), "127.0.0.1:8000"),
        (("127.0.0.1", 8000), "ikdoemee.example"),
        (("127.0.0.1", 8000), "127.0.0.1.ikdoemee.example"),
        (("/run/socket", 0), "localhost"),
    ],
)
async def test_it_answers_on_this_machine_only(server: tuple[str, int], host: str) -> None:
    app = DevelopmentSignIn(nothing, settings=Settings(), now=lambda: datetime.now(UTC))
    status, body = await ask(app, PATHS[0], server=server, host=host)
    assert (status, orjson.loads(body)["errors"][0]["extensions"]["code"]) == (403, "ONLY_ON_THIS_MACHINE")


@pytest.mark.parametrize(
    "through",
    [
        {"client": None},
        {"client": "192.0.2.1"},
        {"x-forwarded-for": "192.0.2.1"},
        {"forwarded": "for=192.0.2.1"},
        {"via": "1.1 proxy"},
    ],
)
async def test_who_comes_through_a_proxy_is_not_on_this_machine(through: dict[str, Any]) -> None:
    app = DevelopmentSignIn(nothing, settings=Settings(), now=lambda: datetime.now(UTC))
    assert (await ask(app, PATHS[0], **through))[0] == 403


@pytest.mark.parametrize(
    ("server", "host", "issuer"),
    [
        (("127.0.0.1", 8000), "127.0.0.1:8000", "http://127.0.0.1:8000/op"),
        (("127.0.0.1", 8000), "localhost:8000", "http://127.0.0.1:8000/op"),
        (("::1", 8001), "[::1]:8001", "http://[::1]:8001/op"),
    ],
)
async def test_its_issuer_is_the_address_of_the_server(server: tuple[str, int], host: str, issuer: str) -> None:
    app = DevelopmentSignIn(nothing, settings=Settings(), now=lambda: datetime.now(UTC))
    status, body = await ask(app, PATHS[0], server=server, host=host)
    assert (status, orjson.loads(body)["issuer"]) == (200, issuer)


def test_the_scope_goes_by_the_claim() -> None:
    assert application_scope(Settings().rights_claim) == "agii_aanbodplatform"
    assert application_scope("abb_loketLB_rol_3D") == "abb_loketLB"

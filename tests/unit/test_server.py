"""Whose word is taken for where a client is."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from ikdoemee.server import server_config
from ikdoemee.settings import Settings


async def client_seen(settings: Settings, peer: str, forwarded: Sequence[str], kind: str = "http") -> str:
    """Return the address that the application sees behind a peer that forwards others."""
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope["client"])

    config = server_config(app, settings, host="127.0.0.1", port=0)
    config.load()
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    scope: Any = {"type": kind, "client": (peer, 1), "scheme": "http", "headers": headers, "path": "/"}
    nothing: Any = None
    await config.loaded_app(scope, nothing, nothing)
    return str(seen[0][0])


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_nobody_is_believed_who_was_not_named(kind: str) -> None:
    assert await client_seen(Settings(), "127.0.0.1", ["193.190.7.8"], kind) == "127.0.0.1"
    trusting = Settings(trusted_proxies=["10.0.0.0/8"])  # type: ignore[arg-type] # as the environment gives it
    assert await client_seen(trusting, "193.190.0.1", ["193.190.7.8"], kind) == "193.190.0.1"


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("proxies", [["10.0.0.1"], ["10.0.0.0/8"], ["10.0.0.0/8", "2a02::/32"]])
async def test_a_proxy_that_was_named_says_who_the_client_is(proxies: list[str], kind: str) -> None:
    settings = Settings(trusted_proxies=proxies)  # type: ignore[arg-type] # as the environment gives it
    # What a client puts in front itself is not what the proxy saw.
    assert await client_seen(settings, "10.0.0.1", ["1.2.3.4, 193.190.7.8"], kind) == "193.190.7.8"


@pytest.mark.parametrize("proxy", ["*", "proxy.example.org", "10.0.0.1/8", ""])
def test_a_proxy_is_an_address_or_a_network(proxy: str) -> None:
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=[proxy])  # type: ignore[arg-type] # as the environment gives it

"""A real OpenID Connect provider as a process of its own, and what tests change about it."""

import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import orjson

from tests.e2e.node import CLIENTS, needs_clients, node

SECRET = "a secret of the tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The provider, listening on loopback."""

    issuer: str
    process: subprocess.Popen[bytes]

    def change(self, **what: Any) -> None:
        """Change it: `publicUrl` of the application, `rotate` its keys, `tamper` with the claims that it signs."""
        url = f"{self.issuer.removesuffix('/op')}/control"
        httpx2.post(url, json=what, timeout=10, trust_env=False).raise_for_status()


@contextmanager
def running_provider() -> Generator[Provider]:
    """Run a provider."""
    needs_clients()
    process = subprocess.Popen([node(), CLIENTS / "provider.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Provider(issuer=orjson.loads(process.stdout.readline())["issuer"], process=process)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()

"""The product as people start it: its commands as processes of their own, listening on 127.0.0.1."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from domain.actors import MODERATOR_RIGHT
from tests.support.api import GENT_OVO

ROOT = Path(__file__).parent.parent.parent
IKDOEMEE = Path(sys.executable).parent / "ikdoemee"
DEMO_FEED = ROOT / "importers" / "demo"
GENT = "44021"

START_SECONDS = 30.0
STOP_SECONDS = 15.0

_ADDRESS = re.compile(r"Uvicorn running on (http://127\.0\.0\.1:\d+)")


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with these settings and no others of ours."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("IKDOEMEE_")}
    return {**clean, **{f"IKDOEMEE_{name.upper()}": value for name, value in settings.items()}}


def run(*arguments: str, settings: Mapping[str, str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command of the product to its end."""
    return subprocess.run(
        [IKDOEMEE, *arguments],
        env=environment(settings),
        cwd=folder or ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def prepare(database_url: str) -> None:
    """Migrate a database and import the demo feed for Gent."""
    for arguments in (["migrate"], ["import-uit", str(DEMO_FEED), "--territory", GENT, "--json"]):
        done = run(*arguments, settings={"database_url": database_url})
        assert done.returncode == 0, done.stderr


@dataclass(slots=True, kw_only=True)
class Server:
    """A started `ikdoemee serve`."""

    process: subprocess.Popen[bytes]
    settings: Mapping[str, str]
    log: Path
    url: str = ""
    _tokens: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])

    @property
    def graphql(self) -> str:
        """The address of the API."""
        return f"{self.url}/graphql"

    @property
    def socket_url(self) -> str:
        """The address of the API for WebSockets."""
        return self.graphql.replace("http://", "ws://")

    @property
    def log_text(self) -> str:
        """What the server said so far."""
        return self.log.read_text(errors="replace")

    def token(self, person: str = "Mo Derator", organisation: str = GENT_OVO, *rights: str) -> str:
        """Return a token from the command line; without rights, that of a moderator."""
        key = (person, organisation, *rights)
        if key not in self._tokens:
            flags = [flag for right in rights or (MODERATOR_RIGHT,) for flag in ("--right", right)]
            done = run(
                "dev-token",
                "--accept-terms",
                "--person",
                person,
                "--organisation",
                organisation,
                *flags,
                settings=self.settings,
            )
            assert done.returncode == 0, done.stderr
            self._tokens[key] = done.stdout.strip()
        return self._tokens[key]

    def wait_until_ready(self) -> None:
        """Wait until it answers; fails with its log when it ended or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.log_text}"
            found = _ADDRESS.search(self.log_text)
            if found:
                self.url = found[1]
                if self._ready():
                    return
            time.sleep(0.05)
        raise AssertionError(f"not ready within {START_SECONDS} s:\n{self.log_text}")

    def _ready(self) -> bool:
        try:
            return httpx2.get(f"{self.url}/health/ready", timeout=5).status_code == httpx2.codes.OK
        except httpx2.TransportError:
            return False

    def stop(self) -> int:
        """Ask it to end, and return its exit code; killed, and a failure, when it takes too long."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)


def start(log: Path, settings: Mapping[str, str], *, port: int = 0) -> Server:
    """Start a server; `wait_until_ready` before use."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [IKDOEMEE, "serve", "--port", str(port)],
            env=environment(settings),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    return Server(process=process, settings=settings, log=log)

"""Node and the npm clients of others: found, run, and followed line by line."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import orjson
import pytest

CLIENTS = Path(__file__).parent.parent / "clients"
OLDEST_NODE = 22


def missing(reason: str) -> NoReturn:
    """Skip the test where people work; fail it in CI, where everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; required in CI")
    pytest.skip(reason)


def node() -> str:
    """Return a Node that is recent enough: the one that set-up installed, else the machine's."""
    for folder in (str(Path(sys.executable).parent), None):
        found = shutil.which("node", path=folder)
        if found is None:
            continue
        asked = [found, "-p", "process.versions.node + ' ' + process.execPath"]
        told = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout
        version, _, program = told.strip().partition(" ")
        if int(version.partition(".")[0]) >= OLDEST_NODE:
            # Not `found`: that may be a script that starts Node, and outlives it or is outlived by it.
            return program
    missing(f"no Node {OLDEST_NODE} or newer")


def run_script(name: str, argument: Mapping[str, Any], *, within: float) -> Any:
    """Run a script to its end, and return the JSON that it prints."""
    needs_clients()
    done = subprocess.run(
        [node(), CLIENTS / name, orjson.dumps(argument)], capture_output=True, timeout=within, check=False
    )
    assert done.returncode == 0, f"{done.stdout.decode()}\n{done.stderr.decode()}"
    return orjson.loads(done.stdout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line that a script printed: what happened, when (milliseconds since 1970), and what came with it."""

    event: str
    at: float
    payload: Any = None

    @property
    def melding_event(self) -> dict[str, Any]:
        """The event of the stream in a result."""
        assert self.event == "next", self
        assert "errors" not in self.payload, self.payload
        found: dict[str, Any] = self.payload["data"]["meldingen"]
        return found


class Follower:
    """A client in Node that follows Meldingen, and reconnects by itself from the last cursor it saw."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def says(self, *, within: float = 10.0) -> Said:
        """Wait for its next line."""
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), within)
        assert line, "the client ended"
        return Said(**orjson.loads(line))

    async def until(self, event: str, *, within: float = 10.0) -> Said:
        """Wait until something happens to its connection; results may not come before."""
        async with asyncio.timeout(within):
            while True:
                said = await self.says(within=within)
                if said.event == event:
                    return said
                assert said.event != "next", said

    async def result(self, *, within: float = 10.0) -> Said:
        """Wait for its next result, whatever happens to its connection before."""
        return await self._next({"connected", "retrying"}, within)

    async def arrived(self, *, within: float = 10.0) -> Said:
        """Wait for the next result, which must be a Melding."""
        said = await self.result(within=within)
        assert said.melding_event["__typename"] == "MeldingArrived", said
        return said

    async def up_to_date(self, *, within: float = 10.0) -> str:
        """Wait for the next result, which must say that the backlog is out, and return its cursor."""
        said = await self.result(within=within)
        assert said.melding_event["__typename"] == "MeldingenUpToDate", said
        cursor: str = said.melding_event["cursor"]
        return cursor

    async def _next(self, passing: set[str], within: float) -> Said:
        async with asyncio.timeout(within):
            while True:
                said = await self.says(within=within)
                if said.event not in passing:
                    assert said.event == "next", said
                    return said


@asynccontextmanager
async def follower(argument: Mapping[str, Any]) -> AsyncGenerator[Follower]:
    """Run `follow.mjs`; it ends when its input does."""
    needs_clients()
    process = await asyncio.create_subprocess_exec(
        node(),
        str(CLIENTS / "follow.mjs"),
        orjson.dumps(argument),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Follower(process)
        assert process.stdin is not None
        process.stdin.close()
        await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def needs_clients() -> None:
    """Skip the test where the npm clients are not installed."""
    if not (CLIENTS / "node_modules").is_dir():
        missing("tests/clients/node_modules is not there: run `make setup`")

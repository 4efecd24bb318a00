"""Fixtures: brokers that can go away and come back."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import NoReturn, Protocol

import asyncpg
import pytest
from sqlalchemy import make_url

START_SECONDS = 10.0


class Broker(Protocol):
    """What carries rings between processes."""

    url: str

    async def lose(self) -> None:
        """Cut everybody off, and let nobody in."""
        ...

    async def restore(self) -> None:
        """Let everybody in again."""
        ...


class RedisProcess:
    """A redis-server of our own."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._program, self._folder = program, folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = {"port": str(self._port), "bind": "127.0.0.1", "save": "", "dir": str(self._folder)}
        flags = [flag for name, value in options.items() for flag in (f"--{name}", value)]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen([self._program, *flags], stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "redis.log").read_text()
            assert time.monotonic() < deadline, "redis-server does not answer"
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(10)
            self._process = None

    async def lose(self) -> None:
        self.stop(signal.SIGKILL)

    async def restore(self) -> None:
        self.start()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class PostgresDatabase:
    """A database that lets nobody in for a while; its server serves other tests."""

    def __init__(self, address: str) -> None:
        url = make_url(address)
        self._name = url.database
        self._other = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        self.url = url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def lose(self) -> None:
        await self._execute(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS false')
        await self._execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self._name}'"  # noqa: S608
        )

    async def restore(self) -> None:
        await self._execute(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS true')

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self._other)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; required in CI")
    pytest.skip(reason)


@pytest.fixture
def redis_process(tmp_path: Path) -> Generator[RedisProcess]:
    """Give a Redis that a test may kill."""
    beside = Path(sys.executable).parent / "redis-server"
    program = str(beside) if beside.exists() else shutil.which("redis-server")
    process = RedisProcess(program or _missing("no redis-server"), tmp_path)
    process.start()
    yield process
    process.stop()


@pytest.fixture
def redis_url(request: pytest.FixtureRequest) -> str:
    """Give the address of the Redis that was named, or of one of our own."""
    named = os.environ.get("IKDOEMEE_TEST_REDIS_URL")
    if named:
        return named
    url: str = request.getfixturevalue("redis_process").url
    return url


@pytest.fixture(params=["redis", "postgresql"])
def broker_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a broker."""
    if request.param == "redis":
        named: str = request.getfixturevalue("redis_url")
        return named
    return PostgresDatabase(request.getfixturevalue("postgres_url")).url


@pytest.fixture(params=["redis", "postgresql"])
def broker(request: pytest.FixtureRequest) -> Generator[Broker]:
    """Give a broker that a test may lose."""
    if request.param == "redis":
        process: RedisProcess = request.getfixturevalue("redis_process")
        yield process
        return
    database = PostgresDatabase(request.getfixturevalue("postgres_url"))
    yield database
    asyncio.run(database.restore())

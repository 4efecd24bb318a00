"""Fixtures: started servers, on SQLite and on PostgreSQL, with the demo feed of Gent."""

import itertools
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.databases import DemoDatabases
from tests.e2e.servers import Server, start
from tests.support.databases import Templates

StartServer = Callable[..., Server]

LOG_TAIL = 20_000


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the servers of a failed test said."""
    del call
    report = yield
    if report.failed:
        for value in getattr(item, "funcargs", {}).values():
            for server in value if isinstance(value, list) else [value]:
                if isinstance(server, Server) and server.log.exists():
                    report.sections.append((f"log of {server.url or server.log}", server.log_text[-LOG_TAIL:]))
    return report


@pytest.fixture(scope="session")
def demo_databases(templates: Templates) -> Generator[DemoDatabases]:
    """Give databases with the demo feed."""
    made = DemoDatabases(templates)
    yield made
    made.close()


@contextmanager
def _served(kind: str, databases: DemoDatabases, folder: Path) -> Generator[Server]:
    address = databases.copy(kind)
    # One process hears itself; with PostgreSQL the bell goes through the database, as it does for several.
    broadcast = "memory://" if kind == "sqlite" else address
    server = start(folder / "server.log", {"database_url": address, "broadcast_url": broadcast})
    try:
        server.wait_until_ready()
        yield server
        code = server.stop()
        assert code in {0, -signal.SIGTERM}, server.log_text
        assert "Finished server process" in server.log_text, server.log_text
    finally:
        if server.process.poll() is None:
            server.kill()
        databases.drop(address)


@pytest.fixture(scope="module")
def server(demo_databases: DemoDatabases, tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    """Give a server on SQLite, shared by the tests of a module."""
    with _served("sqlite", demo_databases, tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def each_server(
    request: pytest.FixtureRequest, demo_databases: DemoDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Server]:
    """Give a server on SQLite and one on PostgreSQL, each shared by the tests of a module."""
    with _served(request.param, demo_databases, tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def started() -> Generator[list[Server]]:
    """Give the list of servers that a test started itself; those still running at its end are killed."""
    servers: list[Server] = []
    yield servers
    for server in servers:
        if server.process.poll() is None:
            server.kill()


@pytest.fixture
def start_server(started: list[Server], tmp_path: Path) -> StartServer:
    """Give the function that starts a server with settings, and waits until it is ready."""
    numbers = itertools.count(1)

    def start_one(*, ready: bool = True, **settings: str) -> Server:
        server = start(tmp_path / f"server{next(numbers)}.log", settings)
        started.append(server)
        if ready:
            server.wait_until_ready()
        return server

    return start_one


@pytest.fixture
def demo_database(demo_databases: DemoDatabases) -> Generator[str]:
    """Give the address of an SQLite database with the demo feed, for a server that a test starts itself."""
    address = demo_databases.copy("sqlite")
    yield address
    demo_databases.drop(address)

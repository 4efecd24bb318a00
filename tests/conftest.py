"""Fixtures: each test that touches a database gets one of its own, on SQLite and on PostgreSQL."""

import os
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.engine import open_engine
from persistence.rows import Rows
from tests.support.api import Api, open_api
from tests.support.clock import Clock
from tests.support.databases import Templates, postgres_server

# Databases make examples slow on a busy machine; how slow is not what a property is about.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("default"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the documents that are not part of the project; required where CI runs."""
    folder = Path(os.environ.get("IKDOEMEE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is required in CI")
        pytest.skip(f"{folder} is not there")
    return folder


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Generator[Templates]:
    """Give the databases to copy."""
    with postgres_server() as postgres:
        made = Templates(tmp_path_factory.mktemp("sqlite"), postgres)
        yield made
        made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Give the kind of database; a test that asks for it runs on both."""
    kind: str = request.param
    return kind


@pytest.fixture
def database_url(templates: Templates, database_kind: str) -> Generator[str]:
    """Give a fresh database with tables and reference data."""
    address = templates.copy(database_kind)
    yield address
    templates.drop(address)


@pytest.fixture
def postgres_url(templates: Templates) -> Generator[str]:
    """Give a fresh PostgreSQL database, for what only many writers at once can show."""
    address = templates.copy("postgresql")
    yield address
    templates.drop(address)


@pytest.fixture
async def engine(database_url: str) -> AsyncGenerator[AsyncEngine]:
    """Give an engine on a fresh database."""
    opened = open_engine(database_url, pool_size=5)
    yield opened
    await opened.dispose()


@pytest.fixture
async def rows(engine: AsyncEngine) -> AsyncGenerator[Rows]:
    """Give what reads a fresh database."""
    opened = Rows(engine)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
async def api(database_url: str, clock: Clock) -> AsyncGenerator[Api]:
    """Give the application on a fresh database."""
    async with open_api(database_url, clock) as opened:
        yield opened

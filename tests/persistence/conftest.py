"""Fixtures for tests of the database."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.rows import Rows

SOON = 20.0
"""Seconds in which connections must be given back."""


@pytest.fixture
async def rows(engine: AsyncEngine) -> AsyncGenerator[Rows]:
    """Give what reads the database of the engine."""
    opened = Rows(engine)
    yield opened
    async with asyncio.timeout(SOON):
        await opened.close()

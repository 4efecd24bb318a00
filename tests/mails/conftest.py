"""Fixtures for tests that send mails."""

from collections.abc import AsyncGenerator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.mails.sending import Post
from tests.support.clock import Clock
from tests.support.smtp import SmtpServer, smtp_server


@pytest.fixture
async def server() -> AsyncGenerator[SmtpServer]:
    """Give a mail server."""
    async with smtp_server() as running:
        yield running


@pytest.fixture
def post(engine: AsyncEngine, clock: Clock, server: SmtpServer) -> Post:
    """Give what writes mails and sends them to the server."""
    return Post(engine=engine, clock=clock, port=server.port)

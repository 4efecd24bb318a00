"""Forgetting what was kept of visitors for a day, also when nobody comes by."""

import asyncio
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError

from domain.schedules.local_time import as_local
from ikdoemee.container import Container
from persistence.views import forget_views

log = structlog.get_logger(__name__)

FORGET_EVERY = 3600.0
"""Seconds between two rounds: how long the salt of a day may outlive the day."""


async def keep_forgetting(container: Container, stop: asyncio.Event) -> None:
    """Forget the views of past days, round after round, until told to stop."""
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        today = as_local(container.services.tools.now()).date()
        try:
            count = await forget_views(container.engine, today=today)
            if count:
                log.info("views.forgotten", views=count)
        except (SQLAlchemyError, OSError) as error:
            log.warning("views.not_forgotten", error=repr(error))
        with suppress(TimeoutError):
            async with asyncio.timeout(FORGET_EVERY):
                await stop.wait()

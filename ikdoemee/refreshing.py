"""Writing the occurrences of weekly schedules further ahead, as time goes by."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from ikdoemee.container import Container
from ikdoemee.pausing import pause
from persistence.occurrences import refresh_occurrences

log = structlog.get_logger(__name__)

REFRESH_EVERY = 6 * 3600.0
"""Seconds between two rounds."""


async def keep_refreshing(container: Container, stop: asyncio.Event) -> None:
    """Move the horizon along, round after round, until told to stop."""
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        try:
            count = await refresh_occurrences(container.engine, now=container.services.tools.now())
            if count:
                log.info("occurrences.refreshed", activities=count)
        except (SQLAlchemyError, OSError) as error:
            log.warning("occurrences.not_refreshed", error=repr(error))
        await pause(stop, REFRESH_EVERY)

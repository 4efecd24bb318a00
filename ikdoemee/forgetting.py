"""Forgetting what was kept of visitors for a day, and of people for as long as they were signed in."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from domain.schedules.local_time import as_local
from ikdoemee.container import Container
from ikdoemee.pausing import pause
from persistence.sessions import forget_sessions
from persistence.views import forget_views

log = structlog.get_logger(__name__)

FORGET_EVERY = 3600.0
"""Seconds between two rounds: how long the salt of a day may outlive the day."""


async def keep_forgetting(container: Container, stop: asyncio.Event) -> None:
    """Forget the views of past days and the sessions that are over, round after round, until told to stop."""
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        now = container.services.tools.now()
        today = as_local(now).date()
        try:
            count = await forget_views(container.engine, today=today)
            if count:
                log.info("views.forgotten", views=count)
        except (SQLAlchemyError, OSError) as error:
            log.warning("views.not_forgotten", error=repr(error))
        try:
            count = await forget_sessions(container.engine, now=now)
            if count:
                log.info("sessions.forgotten", sessions=count)
        except (SQLAlchemyError, OSError) as error:
            log.warning("sessions.not_forgotten", error=repr(error))
        await pause(stop, FORGET_EVERY)

"""What was kept of visitors for a day goes when the day is over, also when nobody comes by."""

import asyncio
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from ikdoemee.container import open_container
from ikdoemee.forgetting import keep_forgetting
from ikdoemee.settings import Settings
from persistence.engine import WRITES
from persistence.tables.views import activity_view, view_salt
from tests.api.stored import rows
from tests.api.test_errors import break_it
from tests.support.clock import Clock
from tests.support.factories import activity, store

YESTERDAY, TODAY = date(2026, 11, 20), date(2026, 11, 21)


async def one_round(database_url: str, clock: Clock) -> list[Any]:
    """Let the server forget once, and return what it logs."""
    stop = asyncio.Event()

    def now() -> datetime:
        stop.set()
        return clock.now()

    with capture_logs() as logs:
        async with open_container(Settings(database_url=database_url), replace(clock.tools(), now=now)) as container:
            stop.clear()
            async with asyncio.timeout(10):
                await keep_forgetting(container, stop)
    return [{name: value for name, value in line.items() if name != "error"} for line in logs]


async def test_the_views_and_salts_of_past_days_are_forgotten(
    engine: AsyncEngine, database_url: str, clock: Clock
) -> None:
    seen = activity()
    await store(engine, [seen])
    views = [{"day": day, "activity_id": seen.id, "digest": f"{day}"} for day in (YESTERDAY, TODAY)]
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(insert(activity_view), views)
        await connection.execute(insert(view_salt), [{"day": day, "salt": "s"} for day in (YESTERDAY, TODAY)])
        await connection.commit()
    assert await one_round(database_url, clock) == [{"event": "views.forgotten", "views": 1, "log_level": "info"}]
    assert await rows(engine, activity_view) == views[1:]
    assert [each["day"] for each in await rows(engine, view_salt)] == [TODAY]
    assert await one_round(database_url, clock) == []


async def test_a_database_that_does_not_answer_is_asked_again_later(
    engine: AsyncEngine, database_url: str, clock: Clock
) -> None:
    await break_it(engine, "activity_view")
    assert await one_round(database_url, clock) == [{"event": "views.not_forgotten", "log_level": "warning"}]

"""What was kept of visitors for a day goes when the day is over, and sessions do, also when nobody comes by."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from ikdoemee.container import open_container
from ikdoemee.forgetting import keep_forgetting
from ikdoemee.settings import Settings
from persistence import sessions
from persistence.engine import WRITES
from persistence.tables.sessions import pending_sign_in, session
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


async def test_sessions_and_sign_ins_that_are_over_are_forgotten(
    engine: AsyncEngine, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "FORGET_BATCH", 2)
    over, lives = clock.now(), clock.now() + timedelta(seconds=1)
    secrets = {"nonce": "n", "verifier": "v", "return_to": "/", "browser": "b"}
    people = {"subject": "s", "name": "n", "rights": [], "created_at": over, "seen_at": over}
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for number, ends in enumerate([over, over, over, lives]):
            stored = {"digest": f"{number}", "expires_at": ends}
            await connection.execute(insert(session).values(stored | people))
            await connection.execute(insert(pending_sign_in).values(stored | secrets))
        await connection.commit()
    assert await one_round(database_url, clock) == [
        {"event": "sessions.forgotten", "sessions": 3, "log_level": "info"},
    ]
    for table in (session, pending_sign_in):
        assert [each["digest"] for each in await rows(engine, table)] == ["3"]


async def test_a_database_that_does_not_answer_is_asked_again_later(
    engine: AsyncEngine, database_url: str, clock: Clock
) -> None:
    await break_it(engine, "activity_view")
    assert await one_round(database_url, clock) == [{"event": "views.not_forgotten", "log_level": "warning"}]

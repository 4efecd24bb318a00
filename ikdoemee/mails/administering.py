"""Looking after the mails from the command line."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from ikdoemee.container import require_migrated
from ikdoemee.settings import Settings
from persistence.engine import open_engine
from persistence.outbox import Outbox


async def mails_listed(settings: Settings) -> Sequence[str]:
    """Return lines that say how many mails there are in each state; they name nobody."""
    async with _outbox(settings) as outbox:
        counts = await outbox.counts()
    oldest = f", the oldest since {counts.oldest_waiting:%Y-%m-%d %H:%M} UTC" if counts.oldest_waiting else ""
    return [f"waiting   {counts.waiting}{oldest}", f"sent      {counts.sent}", f"given up  {counts.given_up}"]


async def mails_retried(settings: Settings) -> int:
    """Let the mails that were given up be tried again, and return how many there are."""
    async with _outbox(settings) as outbox:
        return await outbox.retry(at=datetime.now(UTC))


@asynccontextmanager
async def _outbox(settings: Settings) -> AsyncGenerator[Outbox]:
    await require_migrated(settings)
    engine = open_engine(settings.database_url, pool_size=1)
    try:
        yield Outbox(engine)
    finally:
        await engine.dispose()

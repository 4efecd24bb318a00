"""The jobs that run beside a server, or in a process of their own: whatever is to be done when nobody asks."""

import asyncio
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import structlog

from ikdoemee.container import Container, open_container
from ikdoemee.forgetting import keep_forgetting
from ikdoemee.mails.sending import keep_sending
from ikdoemee.pausing import pause
from ikdoemee.refreshing import keep_refreshing
from ikdoemee.reminding import keep_reminding
from ikdoemee.settings import Settings

log = structlog.get_logger(__name__)

Job = Callable[[Container, asyncio.Event], Awaitable[None]]

JOBS: Mapping[str, Job] = {
    "occurrences": keep_refreshing,
    "views": keep_forgetting,
    "mails": keep_sending,
    "reminders": keep_reminding,
}
"""Each may run in several processes at once."""

STOP_WITHIN = 35.0
"""Seconds for a job to stop: a little more than a statement may take."""

BEGIN_AGAIN_AFTER = 60.0
"""Seconds after which a job that failed is begun again."""


@asynccontextmanager
async def jobs_of(container: Container) -> AsyncGenerator[None]:
    """Run the jobs, and stop them again."""
    stop = asyncio.Event()
    running = {asyncio.create_task(_run(name, job, container, stop), name=name) for name, job in JOBS.items()}
    try:
        yield
    finally:
        stop.set()
        _, late = await asyncio.wait(running, timeout=STOP_WITHIN)
        for each in late:
            log.warning("jobs.not_stopped", job=each.get_name())
            each.cancel()
        if late:
            await asyncio.wait(late, timeout=1.0)


async def _run(name: str, job: Job, container: Container, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await job(container, stop)
        except Exception as error:  # noqa: BLE001 - a defect in one job may not end it for good, nor the server
            # What it was about may be in its text.
            log.error("jobs.failed", job=name, error=type(error).__name__)  # noqa: TRY400
            await pause(stop, BEGIN_AGAIN_AFTER)


async def work(settings: Settings) -> None:
    """Run the jobs and nothing else, until the process is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with open_container(settings) as container, jobs_of(container):
        log.info("worker.started", jobs=sorted(JOBS))
        await stop.wait()
    log.info("worker.stopped")

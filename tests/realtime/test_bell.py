"""The bell: heard in this process and in others, and back by itself when its broker was away."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager

import pytest
import structlog

from domain.territories.model import Nis
from realtime import bell as bell_module
from realtime import channels
from realtime.bell import Bell, Ear
from realtime.channels import ClaimsOn
from tests.realtime.conftest import Broker
from tests.support.factories import GENT, HASSELT

SOON = 5.0
QUIET = 0.3


@asynccontextmanager
async def ringing(url: str) -> AsyncGenerator[Bell]:
    """Start a bell, and wait until it hears others."""
    bell = Bell(url)
    await bell.start()
    try:
        await until(lambda: bell.healthy)
        yield bell
    finally:
        await asyncio.wait_for(bell.stop(), SOON)


async def until(condition: Callable[[], bool], *, within: float = 10.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - what it looks at is not ours to signal
            await asyncio.sleep(0.01)


async def rung(ear: Ear, *, within: float = SOON) -> bool:
    """Whether it rings within a time."""
    began = time.monotonic()
    await ear.wait(within)
    return time.monotonic() - began < within


async def test_it_wakes_who_listens_in_this_process() -> None:
    async with ringing("memory://") as bell:
        with bell.listening(GENT) as one, bell.listening(GENT) as two, bell.listening(HASSELT) as other:
            for ear in (one, two, other):
                ear.clear()
            await bell.announce(GENT, 1)
            assert await rung(one)
            assert await rung(two)
            assert not await rung(other, within=QUIET)


async def test_claims_and_meldingen_of_a_territory_ring_each_for_themselves(broker_url: str) -> None:
    async with ringing(broker_url) as one, ringing(broker_url) as two:
        for listener in (one, two):
            with listener.listening(GENT) as meldingen, listener.listening(ClaimsOn(territory=GENT)) as claims:
                for ear in (meldingen, claims):
                    ear.clear()
                await one.announce_claims(GENT)
                assert await rung(claims)
                assert not await rung(meldingen, within=QUIET)
                claims.clear()
                await one.announce(GENT, 1)
                assert await rung(meldingen)
                assert not await rung(claims, within=QUIET)


async def test_it_wakes_this_process_before_it_ever_reached_a_broker() -> None:
    bell = Bell("redis://127.0.0.1:1")
    with bell.listening(GENT) as meldingen, bell.listening(ClaimsOn(territory=GENT)) as claims:
        await bell.announce(GENT, 1)
        await bell.announce_claims(GENT)
        assert await rung(meldingen)
        assert await rung(claims)


async def test_who_left_is_forgotten() -> None:
    async with ringing("memory://") as bell:
        with bell.listening(GENT) as stays:
            with bell.listening(GENT):
                pass
            assert bell._ears == {GENT: {stays}}  # noqa: SLF001 - nothing else shows who listens
        assert not bell._ears  # noqa: SLF001


async def test_stopping_wakes_all() -> None:
    async with ringing("memory://") as bell:
        with bell.listening(GENT) as ear:
            ear.clear()
            await asyncio.wait_for(bell.stop(), SOON)
            assert bell.closed
            assert await rung(ear)


@pytest.mark.parametrize("turns", range(6))
async def test_it_stops_when_it_was_rung_just_before(turns: int) -> None:
    async with ringing("memory://") as bell:
        await bell.announce(GENT, 1)
        # The ring is on its way from task to task; stopping may meet it at any of these turns of the loop.
        for _ in range(turns):
            await asyncio.sleep(0)
        stopping = asyncio.create_task(bell.stop())
        done, _ = await asyncio.wait({stopping}, timeout=SOON)
        assert done


async def test_it_can_be_stopped_without_having_been_started() -> None:
    bell = Bell("memory://")
    await asyncio.wait_for(bell.stop(), SOON)
    assert bell.closed


async def test_two_processes_hear_each_other(broker_url: str) -> None:
    async with ringing(broker_url) as one, ringing(broker_url) as two:
        with one.listening(GENT) as at_one, two.listening(GENT) as at_two, two.listening(HASSELT) as elsewhere:
            for speaker in (one, two):
                for ear in (at_one, at_two, elsewhere):
                    ear.clear()
                await speaker.announce(GENT, 1)
                assert await rung(at_one)
                assert await rung(at_two)
            assert not await rung(elsewhere, within=QUIET)


async def test_one_that_comes_later_is_heard_too(broker_url: str) -> None:
    async with ringing(broker_url) as one:
        async with ringing(broker_url):
            pass
        async with ringing(broker_url) as two:
            with one.listening(GENT) as ear:
                ear.clear()
                await two.announce(GENT, 1)
                assert await rung(ear)


async def test_twenty_announcements_at_once_all_arrive(broker_url: str) -> None:
    territories = [Nis(f"{number:05}") for number in range(20)]
    async with ringing(broker_url) as one, ringing(broker_url) as two:
        with ExitStack() as listening, structlog.testing.capture_logs() as logged:
            ears = [listening.enter_context(two.listening(territory)) for territory in territories]
            for ear in ears:
                ear.clear()
            await asyncio.gather(*(one.announce(territory, 1) for territory in territories))
            assert all([await rung(ear) for ear in ears])
        assert logged == []


async def test_silence_is_checked_and_wakes_nobody(broker_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bell_module, "SILENCE", 0.2)
    async with ringing(broker_url) as bell:
        with bell.listening(GENT) as ear, structlog.testing.capture_logs() as logged:
            ear.clear()
            assert not await rung(ear, within=1.0)
        assert bell.healthy
        assert logged == []


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bell_module, "SILENCE", 1.0)
    monkeypatch.setattr(bell_module, "PUBLISH_TIMEOUT", 0.5)
    monkeypatch.setattr(bell_module, "FIRST_RETRY", 0.05)
    monkeypatch.setattr(bell_module, "LAST_RETRY", 0.2)


@pytest.mark.usefixtures("_hasty")
async def test_a_broker_that_went_away_and_came_back_is_heard_again(broker: Broker) -> None:
    async with ringing(broker.url) as one, ringing(broker.url) as two:
        with one.listening(GENT) as here, two.listening(GENT) as there, two.listening(HASSELT) as elsewhere:
            await broker.lose()
            await until(lambda: not one.healthy and not two.healthy)

            # Nobody who publishes an activity may notice; this process is still woken.
            here.clear()
            await asyncio.wait_for(one.announce(GENT, 1), SOON)
            assert await rung(here)

            there.clear()
            elsewhere.clear()
            await broker.restore()
            await until(lambda: one.healthy and two.healthy)
            # What was rung meanwhile was not heard, so all look into the database.
            assert await rung(there)
            assert await rung(elsewhere)

            there.clear()
            await one.announce(GENT, 2)
            assert await rung(there)


@pytest.mark.usefixtures("_hasty")
async def test_announcing_while_the_broker_falls_away_raises_nothing(broker: Broker) -> None:
    async with ringing(broker.url) as bell:
        await broker.lose()
        async with asyncio.timeout(SOON):
            await asyncio.gather(*(bell.announce(GENT, number) for number in range(20)))
        await broker.restore()
        await until(lambda: bell.healthy)


@pytest.mark.usefixtures("_hasty")
async def test_a_bell_that_starts_before_its_broker_hears_it_later(broker: Broker) -> None:
    await broker.lose()
    async with AsyncExitStack() as stack:
        bell = Bell(broker.url)
        await bell.start()
        stack.push_async_callback(bell.stop)
        with structlog.testing.capture_logs() as logged:
            await until(lambda: len(logged) > 1)
        assert not bell.healthy
        await broker.restore()
        await until(lambda: bell.healthy)


@pytest.mark.parametrize("message", ["", "heartbeat", "44021", "44021:", "4402:1", "44021:x", "44021:1\n"])
def test_what_is_no_news_is_nothing_to_us(message: str) -> None:
    assert channels.decode(message) is None


def test_news_comes_out_as_it_went_in() -> None:
    news = channels.News(territory=GENT, sequence=12)
    assert channels.decode(channels.encode(news)) == news

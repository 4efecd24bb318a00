"""Following Meldingen: the backlog first, then what happens, without gap or double, whatever happens in between."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.actors import MODERATOR_RIGHT, Actor, Person
from domain.meldingen import cursors
from domain.meldingen.model import LogPosition, Melding, MeldingKind, NewMelding
from domain.organisations.model import Organisation, OrganisationKind
from domain.territories.model import Nis
from persistence.meldingen import MeldingReader
from persistence.rows import Rows
from persistence.terms_of_use import TermsOfUseReader
from persistence.unit_of_work import units_of_work
from realtime import stream
from realtime.bell import Bell
from realtime.stream import Arrived, Gap, UpToDate, follow
from resolvers.context import Context, Services
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.meldingen import live
from tests.support.clock import Clock
from tests.support.factories import GENT, HASSELT

Event = Arrived | UpToDate | Gap
Write = Callable[..., Awaitable[list[int]]]

ALL: frozenset[MeldingKind] = frozenset()
SOON = 5.0
"""Seconds in which anything must happen that does not wait for a look at intervals."""


@pytest.fixture
async def bell() -> AsyncGenerator[Bell]:
    """Give a bell that rings in this process."""
    ringing = Bell("memory://")
    await ringing.start()
    async with asyncio.timeout(SOON):
        await ringing.connected.wait()
    yield ringing
    await asyncio.wait_for(ringing.stop(), SOON)


@pytest.fixture
def write(engine: AsyncEngine, bell: Bell, clock: Clock) -> Write:
    """Give the function that commits Meldingen and rings."""
    return writing(engine, bell, clock)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing come from a look at intervals, unless a test says so."""
    monkeypatch.setattr(stream, "LOOK_AGAIN", 60.0)
    monkeypatch.setattr(stream, "LOOK_AGAIN_SOON", 60.0)


def writing(engine: AsyncEngine, bell: Bell, clock: Clock) -> Write:
    open_unit_of_work = units_of_work(engine, bell, now=clock.now)

    async def write_some(
        count: int = 1, *, territory: Nis = GENT, kind: MeldingKind = MeldingKind.ACTIVITY_PUBLISHED
    ) -> list[int]:
        async with open_unit_of_work() as work:
            sequences = [
                await work.meldingen.add(NewMelding(id=uuid.uuid4(), territory=territory, kind=kind, at=clock.now()))
                for _ in range(count)
            ]
            await work.commit()
        return sequences

    return write_some


class Racing:
    """The log, with something that happens just before or just after it is read."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._reader = MeldingReader(engine)
        self.after_head: list[Callable[[], Awaitable[object]]] = []
        self.before_batch: list[Callable[[], Awaitable[object]]] = []
        self.after_batch: list[Callable[[], Awaitable[object]]] = []
        self.batches = 0

    async def head(self, territory: Nis) -> LogPosition:
        head = await self._reader.head(territory)
        await _happen(self.after_head)
        return head

    async def after(
        self, position: LogPosition, *, reader: str | None, kinds: frozenset[MeldingKind], limit: int
    ) -> tuple[list[Melding], LogPosition]:
        self.batches += 1
        await _happen(self.before_batch)
        batch = await self._reader.after(position, reader=reader, kinds=kinds, limit=limit)
        await _happen(self.after_batch)
        return batch


async def _happen(things: list[Callable[[], Awaitable[object]]]) -> None:
    while things:
        await things.pop()()


def following(
    source: stream.MeldingSource,
    bell: Bell,
    *,
    after: LogPosition | None = None,
    kinds: frozenset[MeldingKind] = ALL,
    check: Callable[[], None] = lambda: None,
) -> AsyncGenerator[Event]:
    return follow(GENT, after=after, kinds=kinds, reader=None, source=source, bell=bell, check=check)


async def take(events: AsyncGenerator[Event], count: int = 1, *, within: float = SOON) -> list[int | str]:
    """Return the next events: the sequence number of a Melding, or what else it was and where."""
    async with asyncio.timeout(within):
        return [_short(await anext(events)) for _ in range(count)]


def _short(event: Event) -> int | str:
    match event:
        case Arrived(melding=melding):
            return melding.sequence
        case UpToDate(position=position):
            return f"up to date at {position.sequence}"
        case Gap(oldest=oldest):
            return f"gap, oldest {oldest.sequence}"


async def silent(events: AsyncGenerator[Event]) -> bool:
    """Whether nothing comes for a while; the stream is of no use after this."""
    try:
        async with asyncio.timeout(0.3):
            await anext(events)
    except TimeoutError:
        return True
    return False


async def place(engine: AsyncEngine, sequence: int) -> LogPosition:
    return replace(await MeldingReader(engine).head(GENT), sequence=sequence)


async def test_the_backlog_comes_first_then_up_to_date_then_what_happens(
    engine: AsyncEngine, bell: Bell, write: Write
) -> None:
    await write(3)
    async with aclosing(following(MeldingReader(engine), bell, after=await place(engine, 1))) as events:
        assert await take(events, 3) == [2, 3, "up to date at 3"]
        await write(2)
        assert await take(events, 2) == [4, 5]


async def test_without_a_cursor_it_begins_now(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write(3)
    async with aclosing(following(MeldingReader(engine), bell)) as events:
        assert await take(events) == ["up to date at 3"]
        await write()
        assert await take(events) == [4]


async def test_what_happens_elsewhere_is_not_told(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    async with aclosing(following(MeldingReader(engine), bell)) as events:
        assert await take(events) == ["up to date at 0"]
        await write(2, territory=HASSELT)
        await write()
        assert await take(events) == [1]


async def test_a_melding_committed_just_after_the_head_was_read_comes_once(
    engine: AsyncEngine, bell: Bell, write: Write
) -> None:
    source = Racing(engine)
    source.after_head.append(write)
    async with aclosing(following(source, bell)) as events:
        assert await take(events, 2) == [1, "up to date at 1"]
        await write()
        assert await take(events) == [2]
        assert await silent(events)


async def test_a_melding_committed_just_before_the_backlog_is_read_comes_once(
    engine: AsyncEngine, bell: Bell, write: Write
) -> None:
    await write(2)
    source = Racing(engine)
    source.before_batch.append(write)
    async with aclosing(following(source, bell, after=await place(engine, 1))) as events:
        assert await take(events, 3) == [2, 3, "up to date at 3"]
        assert await silent(events)


async def test_a_melding_committed_just_after_the_backlog_was_read_comes_once(
    engine: AsyncEngine, bell: Bell, write: Write
) -> None:
    await write(2)
    source = Racing(engine)
    source.after_batch.append(write)
    async with aclosing(following(source, bell, after=await place(engine, 0))) as events:
        assert await take(events, 4) == [1, 2, "up to date at 2", 3]
        assert await silent(events)


async def test_a_ring_that_is_lost_costs_time_only(
    engine: AsyncEngine, bell: Bell, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.1)
    write_without_ringing = writing(engine, Bell("memory://"), clock)
    assert bell.healthy
    async with aclosing(following(MeldingReader(engine), bell)) as events:
        assert await take(events) == ["up to date at 0"]
        await write_without_ringing(2)
        assert await take(events, 2) == [1, 2]


async def test_when_others_cannot_be_heard_it_looks_sooner(
    engine: AsyncEngine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN_SOON", 0.1)
    deaf = Bell("memory://")
    write_without_ringing = writing(engine, Bell("memory://"), clock)
    async with aclosing(following(MeldingReader(engine), deaf)) as events:
        assert await take(events) == ["up to date at 0"]
        await write_without_ringing()
        assert await take(events) == [1]


async def test_a_ring_for_nothing_new_tells_nothing(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write()
    async with aclosing(following(MeldingReader(engine), bell)) as events:
        assert await take(events) == ["up to date at 1"]
        await bell.announce(GENT, 1)
        await bell.announce(GENT, 1)
        assert await silent(events)


async def test_only_the_wanted_kinds_come_and_the_place_moves_past_the_others(
    engine: AsyncEngine, bell: Bell, write: Write
) -> None:
    await write(2, kind=MeldingKind.ACTIVITY_REPORTED)
    await write(kind=MeldingKind.ACTIVITY_PUBLISHED)
    await write(kind=MeldingKind.ACTIVITY_REPORTED)
    published = frozenset({MeldingKind.ACTIVITY_PUBLISHED})
    begin = await place(engine, 0)
    async with aclosing(following(MeldingReader(engine), bell, after=begin, kinds=published)) as events:
        assert await take(events, 2) == [3, "up to date at 4"]
        await write(kind=MeldingKind.ACTIVITY_REPORTED)
        await write(kind=MeldingKind.ACTIVITY_PUBLISHED)
        assert await take(events) == [6]


@pytest.mark.parametrize("count", [stream.BATCH - 1, stream.BATCH, stream.BATCH + 1, 2 * stream.BATCH + 50])
async def test_a_long_backlog_comes_whole_and_in_order(
    engine: AsyncEngine, bell: Bell, write: Write, count: int
) -> None:
    await write(count)
    async with aclosing(following(MeldingReader(engine), bell, after=await place(engine, 0))) as events:
        expected: list[int | str] = list(range(1, count + 1))
        assert await take(events, count + 1, within=20) == [*expected, f"up to date at {count}"]


async def test_nothing_is_read_ahead_of_a_slow_reader(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write(3 * stream.BATCH)
    source = Racing(engine)
    async with aclosing(following(source, bell, after=await place(engine, 0))) as events:
        await take(events)
        await write(10)
        assert source.batches == 1


async def test_signs_of_life_come_at_intervals_with_the_place_to_resume_from(
    engine: AsyncEngine, bell: Bell, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.2)
    async with aclosing(following(MeldingReader(engine), bell)) as events:
        assert await take(events, 3) == ["up to date at 0"] * 3
        await write()
        assert await take(events, 2) == [1, "up to date at 1"]


@pytest.mark.parametrize(
    "strange",
    [
        LogPosition(territory=GENT, epoch="0", sequence=1),
        LogPosition(territory=GENT, epoch="", sequence=0),
    ],
)
async def test_a_cursor_of_another_database_is_a_gap(
    engine: AsyncEngine, bell: Bell, write: Write, strange: LogPosition
) -> None:
    await write(3)
    events = following(MeldingReader(engine), bell, after=strange)
    assert await take(events) == ["gap, oldest 0"]
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_a_cursor_beyond_the_end_is_a_gap(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write(3)
    events = following(MeldingReader(engine), bell, after=await place(engine, 4))
    assert await take(events) == ["gap, oldest 0"]
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_a_cursor_of_another_territory_is_a_gap(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write(3)
    elsewhere = await MeldingReader(engine).head(HASSELT)
    events = following(MeldingReader(engine), bell, after=elsewhere)
    assert await take(events) == ["gap, oldest 0"]
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_the_oldest_place_of_a_gap_can_be_followed_from(engine: AsyncEngine, bell: Bell, write: Write) -> None:
    await write(2)
    gap = await anext(following(MeldingReader(engine), bell, after=await place(engine, 9)))
    assert isinstance(gap, Gap)
    async with aclosing(following(MeldingReader(engine), bell, after=gap.oldest)) as events:
        assert await take(events, 3) == [1, 2, "up to date at 2"]


async def test_closing_it_takes_its_ear_away_at_once(engine: AsyncEngine, bell: Bell) -> None:
    events = following(MeldingReader(engine), bell)
    await take(events)
    assert GENT in bell._ears  # noqa: SLF001 - nothing else shows who listens
    await events.aclose()
    assert not bell._ears  # noqa: SLF001


async def test_cancelling_who_waits_for_it_takes_its_ear_away(engine: AsyncEngine, bell: Bell) -> None:
    events = following(MeldingReader(engine), bell)
    await take(events)
    assert await silent(events)
    assert not bell._ears  # noqa: SLF001


async def test_a_ring_at_the_moment_of_cancelling_does_not_keep_it_alive(engine: AsyncEngine, bell: Bell) -> None:
    source = Racing(engine)
    events = following(source, bell)
    await take(events)
    waiting = asyncio.create_task(anext(events))
    assert not await _done(waiting)
    (ear,) = bell._ears[GENT]  # noqa: SLF001
    ear.ring()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(waiting), SOON)
    assert not bell._ears  # noqa: SLF001


async def _done(waiting: asyncio.Future[Event]) -> bool:
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    return bool(done)


async def test_it_ends_when_the_server_stops(engine: AsyncEngine, bell: Bell) -> None:
    events = following(MeldingReader(engine), bell)
    await take(events)
    waiting = asyncio.create_task(anext(events))
    assert not await _done(waiting)
    await asyncio.wait_for(bell.stop(), SOON)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(waiting, SOON)


GENT_CITY = Organisation(id=uuid.uuid4(), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
HASSELT_CITY = Organisation(
    id=uuid.uuid4(), name="Stad Hasselt", kind=OrganisationKind.MUNICIPALITY, municipality=HASSELT
)


def moderator(clock: Clock, organisation: Organisation = GENT_CITY) -> Actor:
    return Actor(
        person=Person(id="p1", name="Mo Derator"),
        organisation=organisation,
        rights=frozenset({MODERATOR_RIGHT}),
        expires_at=clock.now() + timedelta(minutes=5),
    )


def context_of(engine: AsyncEngine, bell: Bell, clock: Clock, actor: Actor) -> Context:
    rows = Rows(engine)
    services = Services(
        rows=rows,
        meldingen=MeldingReader(engine),
        terms_of_use=TermsOfUseReader(rows),
        open_unit_of_work=units_of_work(engine, bell, now=clock.now),
        bell=bell,
        tools=clock.tools(),
    )
    return Context(services=services, actor=actor, trace_id="t")


async def test_it_ends_when_the_token_does_and_tells_nothing_after_that(
    engine: AsyncEngine, bell: Bell, write: Write, clock: Clock
) -> None:
    events = live(context_of(engine, bell, clock, moderator(clock)), GENT, ALL, None)
    assert await take(events) == ["up to date at 0"]
    await write()
    assert await take(events) == [1]
    clock.advance(minutes=5)
    await write()
    with pytest.raises(ExpectedError) as refused:
        await take(events)
    assert refused.value.extensions == {"code": ErrorCode.TOKEN_EXPIRED}
    assert not bell._ears  # noqa: SLF001


@pytest.mark.parametrize("organisation", [HASSELT_CITY, replace(GENT_CITY, kind=OrganisationKind.DISTRICT)])
async def test_only_moderators_of_the_territory_can_follow_it(
    engine: AsyncEngine, bell: Bell, clock: Clock, organisation: Organisation
) -> None:
    context = context_of(engine, bell, clock, moderator(clock, organisation))
    with pytest.raises(ExpectedError) as refused:
        await take(live(context, GENT, ALL, None))
    assert refused.value.extensions == {"code": ErrorCode.NOT_FOUND}


async def test_who_is_no_longer_a_moderator_is_told_nothing_more(
    engine: AsyncEngine, bell: Bell, write: Write, clock: Clock
) -> None:
    context = context_of(engine, bell, clock, moderator(clock))
    events = live(context, GENT, ALL, None)
    assert await take(events) == ["up to date at 0"]
    context.act_as(replace(context.actor, rights=frozenset()))
    await write()
    with pytest.raises(ExpectedError) as refused:
        await take(events)
    assert refused.value.extensions == {"code": ErrorCode.NOT_FOUND}


async def test_a_text_that_is_no_cursor_is_refused(engine: AsyncEngine, bell: Bell, clock: Clock) -> None:
    context = context_of(engine, bell, clock, moderator(clock))
    with pytest.raises(ExpectedError) as refused:
        await take(live(context, GENT, ALL, "geen cursor"))
    assert refused.value.extensions == {"code": ErrorCode.BAD_CURSOR}


async def test_a_cursor_of_the_stream_resumes_it(engine: AsyncEngine, bell: Bell, write: Write, clock: Clock) -> None:
    await write(3)
    cursor = cursors.encode(await place(engine, 2))
    context = context_of(engine, bell, clock, moderator(clock))
    async with aclosing(live(context, GENT, ALL, cursor)) as events:
        assert await take(events, 2) == [3, "up to date at 3"]

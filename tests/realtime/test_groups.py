"""A group hands out what was made once: in order, within the bounds of each member, as long as it has any."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from domain.meldingen.model import LogPosition
from realtime import members
from realtime.groups import Group, Groups
from realtime.members import Ending, Kind, Made, Member, SlowReaderError
from tests.support.clock import Clock
from tests.support.factories import GENT

SOON = 5.0


def place(sequence: int) -> LogPosition:
    return LogPosition(territory=GENT, epoch="e", sequence=sequence)


def made(sequence: int, kind: Kind = Kind.NEXT, *, size: int = 1) -> Made[str]:
    return Made(kind=kind, position=place(sequence), payload=f"{kind.name} {sequence}", size=size)


@dataclass
class Subscriber:
    """The door of a member, who reads when the test says so."""

    allowed: bool = True
    room: bool = False
    sent: list[str] = field(default_factory=list[str])
    overruns: int = 0

    def admits(self, _at: datetime) -> bool:
        return self.allowed

    def send_now(self, payload: str) -> bool:
        if self.room:
            self.sent.append(payload)
        return self.room

    def overrun(self) -> None:
        self.overruns += 1


class Source:
    """Events that the test lets happen."""

    def __init__(self) -> None:
        self._coming: asyncio.Queue[Made[str] | Exception | None] = asyncio.Queue()
        self.greetings = 0
        self.closed = False

    async def events(self) -> AsyncGenerator[Made[str], None]:
        try:
            while (coming := await self._coming.get()) is not None:
                if isinstance(coming, Exception):
                    raise coming
                yield coming
        finally:
            self.closed = True

    async def greet(self, position: LogPosition) -> Made[str]:
        self.greetings += 1
        return made(position.sequence, Kind.SIGN)

    async def happen(self, *coming: Made[str] | Exception | None) -> None:
        """Let things happen, and wait until the group has dealt with them."""
        for each in coming:
            self._coming.put_nowait(each)
        # The group is a task like any other: it runs when we do not.
        for _ in range(3 * len(coming) + 3):
            await asyncio.sleep(0)


@pytest.fixture
def groups() -> Groups[str, str]:
    return Groups()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
async def group(groups: Groups[str, str], source: Source, clock: Clock) -> Group[str, str]:
    return groups.found("key", place(0), events=source.events(), greet=source.greet, now=clock.now)


async def waits(member: Member[str]) -> bool:
    """Whether a member has nothing to take."""
    taking = asyncio.create_task(member.take())
    done, _ = await asyncio.wait({taking}, timeout=0.05)
    taking.cancel()
    return not done


async def take(member: Member[str], count: int) -> list[str | Ending]:
    async with asyncio.timeout(SOON):
        return [await member.take() for _ in range(count)]


async def test_everybody_gets_everything_once_and_in_order(group: Group[str, str], source: Source) -> None:
    members = [group.join(place(0), Subscriber()) for _ in range(3)]
    await source.happen(made(1), made(2))
    assert [await take(each, 2) for each in members] == [["NEXT 1", "NEXT 2"]] * 3
    assert [await waits(each) for each in members] == [True] * 3


async def test_who_is_ahead_of_the_group_gets_only_what_is_new(group: Group[str, str], source: Source) -> None:
    behind, ahead = group.join(place(0), Subscriber()), group.join(place(2), Subscriber())
    await source.happen(made(1), made(1, Kind.SIGN), made(1, Kind.SIGN), made(2), made(3))
    assert await take(behind, 4) == ["NEXT 1", "SIGN 1", "NEXT 2", "NEXT 3"]
    assert await take(ahead, 1) == ["NEXT 3"]


async def test_who_is_behind_the_group_joins_it_where_it_is(group: Group[str, str], source: Source) -> None:
    first = group.join(place(0), Subscriber())
    await source.happen(made(1), made(2))
    late = group.join(place(1), Subscriber())
    assert late.position == place(2)
    await source.happen(made(3))
    assert (await take(first, 3), await take(late, 1)) == (["NEXT 1", "NEXT 2", "NEXT 3"], ["NEXT 3"])


async def test_the_sign_with_which_a_group_begins_is_not_told_to_those_who_were_greeted(
    group: Group[str, str], source: Source
) -> None:
    member = group.join(place(0), Subscriber())
    await source.happen(made(0, Kind.SIGN), made(0, Kind.SIGN))
    assert await take(member, 1) == ["SIGN 0"]
    assert await waits(member)


async def test_a_greeting_is_made_once_for_each_place(group: Group[str, str], source: Source) -> None:
    group.join(place(0), Subscriber())
    at_zero = await asyncio.gather(*(group.greeting() for _ in range(10)))
    await source.happen(made(1))
    at_one = await group.greeting()
    assert ([each.position for each in at_zero if each], at_one and at_one.position) == ([place(0)] * 10, place(1))
    assert source.greetings == 2


async def test_a_greeting_that_came_too_late_is_made_again(
    groups: Groups[str, str], source: Source, clock: Clock
) -> None:
    async def greet(position: LogPosition) -> Made[str]:
        if position == place(0):
            await source.happen(made(1))
        return await source.greet(position)

    group = groups.found("key", place(0), events=source.events(), greet=greet, now=clock.now)
    group.join(place(0), Subscriber())
    assert await group.greeting() == made(1, Kind.SIGN)


async def test_who_waits_and_has_room_is_sent_to_without_being_woken(group: Group[str, str], source: Source) -> None:
    subscriber = Subscriber(room=True)
    member = group.join(place(0), subscriber)
    await source.happen(made(1))
    taking = asyncio.create_task(member.take())
    await source.happen(made(2))
    # The first had to be taken: nobody was waiting. Until it was, the second could not be sent past it.
    assert (await taking, await take(member, 1), subscriber.sent) == ("NEXT 1", ["NEXT 2"], [])
    taking = asyncio.create_task(member.take())
    await source.happen(made(3), made(4))
    assert subscriber.sent == ["NEXT 3", "NEXT 4"]
    subscriber.room = False
    await source.happen(made(5))
    assert await taking == "NEXT 5"


@pytest.mark.parametrize(
    ("bound", "value", "size"), [("MOST_EVENTS", 3, 1), ("MOST_BYTES", 30, 10), ("PATIENCE", -1.0, 1)]
)
async def test_who_does_not_read_is_dropped_at_its_bound_and_delays_nobody(
    group: Group[str, str], source: Source, monkeypatch: pytest.MonkeyPatch, bound: str, value: float, size: int
) -> None:
    monkeypatch.setattr(members, bound, value)
    quick, slow = Subscriber(room=True), Subscriber()
    reading = asyncio.create_task(group.join(place(0), quick).take())
    member = group.join(place(0), slow)
    await source.happen(*(made(number, size=size) for number in range(1, 5)))
    assert (len(quick.sent), slow.overruns, len(group)) == (4, 1, 1)
    with pytest.raises(SlowReaderError):
        await member.take()
    reading.cancel()


async def test_who_reads_slowly_but_reads_is_kept(
    group: Group[str, str], source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_EVENTS", 3)
    subscriber = Subscriber()
    member = group.join(place(0), subscriber)
    for number in range(1, 20, 2):
        await source.happen(made(number), made(number + 1))
        assert await take(member, 2) == [f"NEXT {number}", f"NEXT {number + 1}"]
    assert subscriber.overruns == 0


async def test_who_may_no_longer_have_it_is_put_out_after_what_it_had(group: Group[str, str], source: Source) -> None:
    subscriber = Subscriber()
    other, member = group.join(place(0), Subscriber()), group.join(place(0), subscriber)
    await source.happen(made(1))
    subscriber.allowed = False
    await source.happen(made(2))
    assert await take(member, 2) == ["NEXT 1", Ending.PUT_OUT]
    assert member.position == place(1)
    assert await take(other, 2) == ["NEXT 1", "NEXT 2"]


async def test_the_last_one_out_ends_the_group(
    groups: Groups[str, str], group: Group[str, str], source: Source
) -> None:
    first, second = group.join(place(0), Subscriber()), group.join(place(0), Subscriber())
    await source.happen(made(1))
    first.leave()
    assert groups.get("key") is group
    second.leave()
    assert groups.get("key") is None
    await source.happen()
    assert source.closed
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "group"]


async def test_the_end_of_the_stream_reaches_all(
    groups: Groups[str, str], group: Group[str, str], source: Source
) -> None:
    members = [group.join(place(at), Subscriber()) for at in (0, 7)]
    await source.happen(made(0, Kind.LAST), None)
    assert [await take(each, 2) for each in members] == [["LAST 0", Ending.ENDED]] * 2
    assert len(groups) == 0


async def test_what_cannot_be_shared_puts_all_out(
    groups: Groups[str, str], group: Group[str, str], source: Source
) -> None:
    members = [group.join(place(0), Subscriber()) for _ in range(2)]
    await source.happen(ValueError("cannot be encoded"))
    assert [await take(each, 1) for each in members] == [[Ending.PUT_OUT]] * 2
    assert len(groups) == 0

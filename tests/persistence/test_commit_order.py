"""The promise behind every cursor: who has read up to N has missed nothing below N, however many write at once."""

import asyncio
import random
import uuid

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.meldingen.model import LogPosition, MeldingKind, NewMelding
from domain.territories.model import Nis
from persistence.engine import open_engine
from persistence.meldingen import MeldingReader
from persistence.unit_of_work import StoredUnitOfWork, units_of_work
from realtime.bell import Bell
from tests.support.clock import Clock
from tests.support.factories import GENT, HASSELT

WRITERS, EACH = 12, 25
LIMIT = 60.0


async def write(engine: AsyncEngine, clock: Clock, territory: Nis, chance: random.Random) -> int:
    """Write Meldingen in transactions of random length, some of which are given up; return how many were kept."""
    open_unit_of_work = units_of_work(engine, Bell("memory://"), now=clock.now)
    kept = 0
    for _ in range(EACH):
        gives_up = chance.random() < 0.2
        async with open_unit_of_work() as work:
            await pause(work, chance)
            many = [
                NewMelding(id=uuid.uuid4(), territory=territory, kind=MeldingKind.ACTIVITY_PUBLISHED, at=clock.now())
                for _ in range(chance.randint(1, 3))
            ]
            await work.meldingen.add_all(many)
            await pause(work, chance)
            if not gives_up:
                await work.commit()
                kept += len(many)
    return kept


async def pause(work: object, chance: random.Random) -> None:
    """Let the database take up to 3 ms within the transaction, so that transactions overlap in every way."""
    assert isinstance(work, StoredUnitOfWork)
    await work.meldingen._connection.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": chance.random() * 0.003})  # noqa: SLF001


async def read(engine: AsyncEngine, territory: Nis, done: asyncio.Event) -> list[int]:
    """Follow a territory by cursor, as a stream does, until all writers are done; return what was seen, in order."""
    reader = MeldingReader(engine)
    head = await reader.head(territory)
    position = LogPosition(territory=territory, epoch=head.epoch, sequence=0)
    seen: list[int] = []
    while True:
        last_round = done.is_set()
        batch, position = await reader.after(position, reader=None, kinds=frozenset(), limit=7)
        seen += [melding.sequence for melding in batch]
        if last_round and not batch:
            return seen


async def test_a_reader_by_cursor_sees_every_committed_melding_once_and_in_order(
    postgres_url: str, clock: Clock
) -> None:
    engine = open_engine(postgres_url, pool_size=WRITERS + 4)
    try:
        done = asyncio.Event()
        async with asyncio.timeout(LIMIT), asyncio.TaskGroup() as group:
            readers = {territory: group.create_task(read(engine, territory, done)) for territory in (GENT, HASSELT)}
            writers = {
                territory: [
                    group.create_task(write(engine, clock, territory, random.Random(f"{territory} {number}")))
                    for number in range(WRITERS // 2)
                ]
                for territory in (GENT, HASSELT)
            }
            kept = {territory: sum([await each for each in tasks]) for territory, tasks in writers.items()}
            done.set()
        for territory, task in readers.items():
            assert task.result() == list(range(1, kept[territory] + 1))
    finally:
        await engine.dispose()

"""Subscribers of the schema, as the transports would have them: each reads its own results, one after the other."""

import asyncio
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from strawberry.types import ExecutionResult

from domain.actors import MODERATOR_RIGHT, Actor, Person
from domain.meldingen import cursors
from domain.meldingen.model import LogPosition, MeldingKind, NewMelding
from persistence.engine import open_engine
from persistence.meldingen import MeldingReader
from persistence.organisations import organisation_of
from persistence.rows import Rows
from persistence.tables.organisations import organisation
from persistence.terms_of_use import TermsOfUseReader
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from resolvers.context import Context, Services
from schema.root import build_schema
from schema.sharing import SharedResult
from schema.subscriber import LiveSchema
from tests.support.clock import Clock
from tests.support.factories import GENT

SOON = 10.0

CURSORS = """
subscription Cursors($nis: NisCode! = "44021", $kinds: [MeldingKind!], $after: String) {
  meldingen(nis: $nis, kinds: $kinds, after: $after) {
    __typename
    ... on MeldingArrived { cursor melding { id kind read } }
    ... on MeldingenUpToDate { cursor }
    ... on MeldingenGap { oldestAvailable }
  }
}
"""


def payload(result: ExecutionResult) -> dict[str, Any]:
    """Return what goes over the wire."""
    if isinstance(result, SharedResult):
        decoded: dict[str, Any] = orjson.loads(result.encoded)
        return decoded
    errors = {"errors": [error.formatted for error in result.errors]} if result.errors else {}
    encoded: dict[str, Any] = orjson.loads(orjson.dumps({"data": result.data, **errors}))
    return encoded


def short(answer: dict[str, Any]) -> str:
    """Return what an answer to `CURSORS` says: the number of a Melding, or what else it was and where."""
    if "errors" in answer:
        error = answer["errors"][0]
        return str(error.get("extensions", {}).get("code", error["message"]))
    event = answer["data"].get("meldingen", {})
    if "cursor" not in event:
        return "gap" if event else "something else"
    sequence = cursors.decode(event["cursor"]).sequence
    return f"{sequence}" if event["__typename"] == "MeldingArrived" else f"up to date at {sequence}"


def group_tasks() -> list[asyncio.Task[Any]]:
    """Return the tasks of groups."""
    return [task for task in asyncio.all_tasks() if task.get_name() == "group"]


@dataclass
class Subscriber:
    """One who reads as fast as it can."""

    stream: AsyncGenerator[ExecutionResult, None]
    results: list[ExecutionResult] = field(default_factory=list[ExecutionResult])
    ended: bool = False
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to read."""
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for result in self.stream:
                self.results.append(result)
                self._more.set()
        finally:
            await self.stream.aclose()
            self.ended = True
            self._more.set()

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What came so far."""
        return [payload(result) for result in self.results]

    @property
    def told(self) -> list[str]:
        """What came so far, in short."""
        return [short(answer) for answer in self.answers]

    async def has(self, count: int) -> list[str]:
        """Wait until so many results came, and return them in short."""
        async with asyncio.timeout(SOON):
            while len(self.results) < count and not self.ended:
                self._more.clear()
                await self._more.wait()
        return self.told

    async def has_heard(self, of: str) -> None:
        """Wait until this was told."""
        async with asyncio.timeout(SOON):
            while of not in self.told:
                assert not self.ended, self.told
                self._more.clear()
                await self._more.wait()

    async def end(self) -> list[str]:
        """Wait until the stream has ended."""
        async with asyncio.timeout(SOON):
            while not self.ended:
                self._more.clear()
                await self._more.wait()
        return self.told

    async def leave(self) -> None:
        """Stop, as a connection that is closed does."""
        assert self._task is not None
        self._task.cancel()
        await asyncio.wait({self._task})
        # It may not have begun to read.
        self.ended = True
        await self.stream.aclose()


@dataclass
class Stage:
    """The schema on a database, and those who follow."""

    engine: AsyncEngine
    bell: Bell
    clock: Clock
    schema: LiveSchema
    services: Services
    subscribers: list[Subscriber] = field(default_factory=list[Subscriber])

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.schema.sharing.groups)

    async def write(self, count: int = 1, kind: MeldingKind = MeldingKind.ACTIVITY_PUBLISHED, **about: Any) -> None:
        """Commit Meldingen, and ring."""
        async with units_of_work(self.engine, self.bell, now=self.clock.now)() as work:
            for _ in range(count):
                new = NewMelding(id=uuid.uuid4(), territory=GENT, kind=kind, at=self.clock.now(), **about)
                await work.meldingen.add(new)
            await work.commit()

    async def head(self) -> LogPosition:
        """Return the last place."""
        return await MeldingReader(self.engine).head(GENT)

    async def cursor(self, sequence: int) -> str:
        """Return the cursor of a place."""
        epoch = (await self.head()).epoch
        return cursors.encode(LogPosition(territory=GENT, epoch=epoch, sequence=sequence))

    async def actor(self, person: str = "a", of: str = "Gent", *rights: str, minutes: float = 60) -> Actor:
        """Return a moderator of Gent, or somebody else."""
        async with self.engine.connect() as connection:
            found = select(organisation).where(organisation.c.name.like(f"%{of}%")).order_by(organisation.c.kind)
            row = (await connection.execute(found)).mappings().first()
        assert row is not None
        city = organisation_of(dict(row))
        return Actor(
            person=Person(id=person, name=person.upper()),
            organisation=city,
            rights=frozenset(rights or {MODERATOR_RIGHT}),
            expires_at=self.clock.now() + timedelta(minutes=minutes),
        )

    def context(self, actor: Actor) -> Context:
        """Return the context of a connection."""
        return Context(services=self.services, actor=actor, trace_id="t")

    async def subscribe(
        self, who: Actor | Context, query: str = CURSORS, operation_name: str | None = None, **variables: Any
    ) -> Subscriber:
        """Begin to follow."""
        subscriber = Subscriber(await self.stream(who, query, operation_name, **variables))
        subscriber.start()
        self.subscribers.append(subscriber)
        return subscriber

    async def stream(
        self, who: Actor | Context, query: str = CURSORS, operation_name: str | None = None, **variables: Any
    ) -> AsyncGenerator[ExecutionResult, None]:
        """Return the results that a subscriber would read."""
        stream: Any = await self.schema.stream(
            query,
            variable_values=variables,
            context_value=who if isinstance(who, Context) else self.context(who),
            operation_name=operation_name,
        )
        results: AsyncGenerator[ExecutionResult, None] = stream
        return results


@asynccontextmanager
async def open_stage(database_url: str, clock: Clock) -> AsyncGenerator[Stage]:
    """Set up a stage, and let everybody leave at the end: then nothing may be left."""
    engine, bell = open_engine(database_url, pool_size=5), Bell("memory://")
    rows = Rows(engine)
    await bell.start()
    async with asyncio.timeout(SOON):
        await bell.connected.wait()
    services = Services(
        rows=rows,
        meldingen=MeldingReader(engine),
        terms_of_use=TermsOfUseReader(rows),
        open_unit_of_work=units_of_work(engine, bell, now=clock.now),
        bell=bell,
        tools=clock.tools(),
    )
    stage = Stage(engine=engine, bell=bell, clock=clock, schema=build_schema(), services=services)
    try:
        yield stage
        for subscriber in stage.subscribers:
            await subscriber.leave()
        async with asyncio.timeout(SOON):
            await asyncio.gather(*group_tasks(), return_exceptions=True)
        assert stage.groups == 0
        assert not bell._ears  # noqa: SLF001 - nothing else shows who listens
    finally:
        await bell.stop()
        await rows.close()
        await engine.dispose()

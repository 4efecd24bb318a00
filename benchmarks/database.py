"""The database of a run: fresh, filled with invented activities, dropped at the end."""

import asyncio
import itertools
import os
import tempfile
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import orjson
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.development import AUDIENCE, ISSUER, issue, new_key
from benchmarks.cores import Cores, pin
from benchmarks.options import GENT, GENT_OVO, Options
from benchmarks.proc import parent_of
from benchmarks.synthetic import Inventor, Place
from domain.activities.model import Activity, ActivityStatus
from domain.actors import MODERATOR_RIGHT
from ikdoemee.settings import Settings
from ikdoemee.tasks import prepare_database
from persistence.activities import StoredImports
from persistence.development_key import development_jwk
from persistence.engine import WRITES, open_engine
from persistence.tables.activities import activity
from persistence.tables.organisations import organisation
from persistence.tables.territories import municipality, municipality_postcode
from tests.support.databases import Templates, postgres_server

BATCH = 500
MUNICIPALITIES = 100
GENT_SHARE = 10
"""One activity in so many lies in Gent."""

NAMED = "IKDOEMEE_BENCH_POSTGRES_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A filled database."""

    url: str
    trust: str
    """What a server of others needs to check the tokens and read the rights in them, as JSON."""
    tokens: Sequence[str]
    """One for each of a number of moderators of Gent."""
    gent: Sequence[UUID]
    """The activities in Gent."""
    drafts: Sequence[UUID]
    """Those of them that wait to be published."""
    postmaster: int | None
    """Process of PostgreSQL, where it runs on this machine."""
    version: str
    fsync: str
    pinned: bool


@contextmanager
def filled_database(options: Options, cores: Cores) -> Generator[Database]:
    """Give a database with invented activities."""
    named = os.environ.get(NAMED)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ikdoemee-bench-")))
        server = named or stack.enter_context(postgres_server())
        templates = Templates(folder, server)
        url = templates.empty("postgresql")
        stack.callback(templates.drop, url)
        asyncio.run(prepare_database(Settings(database_url=url)))
        database = asyncio.run(_fill(url, options))
        if database.postmaster is not None and named is None:
            with suppress(PermissionError):
                pin(database.postmaster, cores.load)
                database = replace(database, pinned=True)
        yield database


def unpublish_drafts(database: Database) -> None:
    """Make those that were published in a measurement drafts again."""

    async def run() -> None:
        engine = open_engine(database.url, pool_size=1)
        statement = update(activity).where(activity.c.id.in_(database.drafts))
        async with engine.begin() as connection:
            await connection.execute(statement.values(status=ActivityStatus.DRAFT, version=1, published_at=None))
        await engine.dispose()

    asyncio.run(run())


async def _fill(url: str, options: Options) -> Database:
    engine = open_engine(url, pool_size=2)
    now = datetime.now(UTC)
    try:
        places = await _places(engine)
        inventor = Inventor(seed=options.seed, today=now.replace(hour=0, minute=0, second=0, microsecond=0))
        invented = _invented(inventor, places, options.activities)
        while batch := list(itertools.islice(invented, BATCH)):
            async with engine.connect() as connection:
                await connection.execution_options(**{WRITES: True})
                await StoredImports(connection, now=now).add([(each, f"digest of {each.id}") for each in batch])
                await connection.execute(update(activity).values(announced=True).where(activity.c.announced.is_(False)))
                await connection.commit()
        return await _described(engine, url, options, now)
    finally:
        await engine.dispose()


def _invented(inventor: Inventor, places: Sequence[Place], count: int) -> Iterator[Activity]:
    in_gent = count // GENT_SHARE
    elsewhere = [place for place in places if place.nis != GENT]
    for place in places:
        if place.nis == GENT:
            yield from inventor.activities(place, in_gent)
    for number, place in enumerate(elsewhere):
        share, rest = divmod(count - in_gent, len(elsewhere))
        yield from inventor.activities(place, share + (number < rest))


async def _places(engine: AsyncEngine) -> list[Place]:
    first_postcode = func.min(municipality_postcode.c.postcode)
    statement = (
        select(municipality, first_postcode.label("postcode"))
        .join(municipality_postcode, municipality_postcode.c.nis == municipality.c.nis)
        .group_by(municipality.c.nis)
        .order_by(municipality.c.nis != GENT, municipality.c.nis)
        .limit(MUNICIPALITIES)
    )
    known = select(organisation).where(organisation.c.ended_on.is_(None)).order_by(organisation.c.id)
    async with engine.connect() as connection:
        rows = (await connection.execute(statement)).all()
        organisations: defaultdict[str, list[tuple[UUID, str]]] = defaultdict(list)
        for found in (await connection.execute(known)).all():
            organisations[found.municipality].append((found.id, found.name))
    return [
        Place(
            nis=row.nis,
            name=row.name,
            postcode=row.postcode,
            latitude=row.latitude,
            longitude=row.longitude,
            organisations=organisations[row.nis],
        )
        for row in rows
    ]


async def _described(engine: AsyncEngine, url: str, options: Options, now: datetime) -> Database:
    async with engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        # So that no measurement pays for it, and every one meets the same plans.
        await autocommit.execute(text("VACUUM ANALYZE"))
        in_gent = select(activity.c.id, activity.c.status).where(activity.c.municipality == GENT)
        rows = (await autocommit.execute(in_gent.order_by(activity.c.id))).all()
        backend = (await autocommit.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        version = (await autocommit.execute(text("SHOW server_version"))).scalar_one()
        fsync = (await autocommit.execute(text("SHOW fsync"))).scalar_one()
        postmaster = parent_of(backend, name="postgres")
    jwk = await development_jwk(engine, new_key)
    claim = Settings(database_url=url).rights_claim
    return Database(
        url=url,
        trust=_trust(jwk, claim),
        tokens=[
            issue(
                jwk,
                person=f"Moderator {number}",
                organisation=GENT_OVO,
                rights=[MODERATOR_RIGHT],
                rights_claim=claim,
                now=now,
            )
            for number in range(max(options.audiences))
        ],
        gent=[row.id for row in rows],
        drafts=[row.id for row in rows if row.status == ActivityStatus.DRAFT],
        postmaster=postmaster,
        version=str(version),
        fsync=str(fsync),
        pinned=False,
    )


def _trust(jwk: Mapping[str, str], rights_claim: str) -> str:
    public = {name: value for name, value in jwk.items() if name != "d"}
    told = {
        "jwk": public,
        "issuer": ISSUER,
        "audience": AUDIENCE,
        "rightsClaim": rights_claim,
        "right": MODERATOR_RIGHT,
    }
    return orjson.dumps(told).decode()

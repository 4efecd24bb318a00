"""What leaves a unit of work: after the commit, once for each territory, and nothing when nothing was done."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.acting import Acting
from domain.activities.bulk import DecideOnActivities, ErrorPolicy, Row, publish_activities, unpublish_activities
from domain.activities.model import Activity
from domain.actors import MODERATOR_RIGHT, Actor, Person
from domain.claims.actions import ClaimActivity, claim_activity
from domain.organisations.model import Organisation, OrganisationKind
from domain.territories.model import Nis
from persistence.engine import WRITES
from persistence.tables.access_requests import access_request
from persistence.tables.claims import activity_claim
from persistence.tables.meldingen import melding
from persistence.terms_of_use import StoredTermsOfUse
from persistence.unit_of_work import units_of_work
from tests.support.api import GENT_ID, TERMS
from tests.support.clock import START, Clock
from tests.support.factories import GENT, HASSELT, activity, content, on_site, own, store

CITY = Organisation(id=GENT_ID, name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
MODERATOR = Actor(person=Person(id="mo", name="Mo"), organisation=CITY, rights=frozenset({MODERATOR_RIGHT}))


@dataclass
class Listener:
    """Notes each ring, and how much of what it is about can be read by others at that moment."""

    engine: AsyncEngine
    rings: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    async def announce(self, territory: Nis, sequence: int) -> None:
        self.rings.append(("meldingen", territory, sequence, await self.count(melding)))

    async def announce_access_tasks(self) -> None:
        self.rings.append(("access", None, await self.count(access_request)))

    async def announce_claims(self, territory: Nis) -> None:
        self.rings.append(("claims", territory, await self.count(activity_claim)))

    async def count(self, table: Any) -> int:
        async with self.engine.connect() as connection:
            return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


async def acting(engine: AsyncEngine, clock: Clock) -> tuple[Listener, Acting]:
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredTermsOfUse(connection).accept("mo", TERMS, at=START)
        await connection.commit()
    listener = Listener(engine)
    opened = units_of_work(engine, listener, now=clock.now)
    return listener, Acting(actor=MODERATOR, request=None, open_unit_of_work=opened, tools=clock.tools())


def on(*activities: Activity, policy: ErrorPolicy = ErrorPolicy.REJECT_FAILED_ROWS) -> DecideOnActivities:
    return DecideOnActivities(rows=tuple(Row(activity_id=each.id) for each in activities), error_policy=policy)


async def test_many_decisions_ring_once_for_each_territory_when_all_can_be_read(
    engine: AsyncEngine, clock: Clock
) -> None:
    listener, mo = await acting(engine, clock)
    here = [own(GENT_ID) for _ in range(3)]
    there = content(organiser=here[0].content.organiser, location=on_site(HASSELT))
    elsewhere = activity(content_=there, source=here[0].source)
    await store(engine, [*here, elsewhere])
    await publish_activities(on(*here, elsewhere), mo)
    assert listener.rings == [("meldingen", GENT, 3, 4), ("meldingen", HASSELT, 1, 4)]


async def test_what_is_refused_rings_for_nobody(engine: AsyncEngine, clock: Clock) -> None:
    listener, mo = await acting(engine, clock)
    drafts = [activity(), activity(content_=content(types=()))]
    await store(engine, drafts)
    await publish_activities(on(*drafts, policy=ErrorPolicy.REJECT_EVERYTHING), mo)
    await unpublish_activities(on(*drafts), mo)
    assert listener.rings == []


async def test_claims_ring_when_they_can_be_read_and_when_decisions_end_them(engine: AsyncEngine, clock: Clock) -> None:
    listener, mo = await acting(engine, clock)
    drafts = [activity() for _ in range(3)]
    await store(engine, drafts)
    for each in drafts[:2]:
        await claim_activity(ClaimActivity(activity_id=each.id), mo)
    await claim_activity(ClaimActivity(activity_id=drafts[2].id, release=True), mo)
    await publish_activities(on(*drafts), mo)
    await unpublish_activities(on(*drafts), mo)
    assert listener.rings == [("claims", GENT, 1), ("claims", GENT, 2), ("meldingen", GENT, 3, 3), ("claims", GENT, 0)]

"""What is written of an activity is what is read back, on both databases, whatever people or sources fill in."""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import (
    Activity,
    ActivityContent,
    ActivityStatus,
    ActorKind,
    Address,
    Author,
    Contact,
    ContactKind,
    FurtherPlace,
    GeoPoint,
    Image,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
    Source,
    SourceSystem,
)
from domain.schedules.model import (
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from persistence.engine import open_engine
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.api import GENT_ID, OCMW_GENT_ID
from tests.support.clock import Clock
from tests.support.factories import BRUSSELS, GENT, HASSELT, store

# PostgreSQL has no NUL in texts, and UTF-8 no lone surrogates; both are refused at the edges.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
MAYBE_TEXT = st.none() | TEXT
CODES = st.lists(st.sampled_from(["ONTMOETING", "WORKSHOP", "CURSUS", "A1", "A2"]), unique=True, max_size=4).map(tuple)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone follows
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
TIMES = st.times().map(lambda found: found.replace(second=0, microsecond=0))


def tuples(of: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(of, max_size=most).map(tuple)


HOURS = st.builds(
    OpeningHours,
    days=st.lists(st.sampled_from(Weekday), min_size=1, max_size=7, unique=True).map(tuple),
    opens=TIMES,
    closes=TIMES,
)
EXCEPTIONS = st.builds(
    lambda first, length, reason, hours, status: ScheduleException(
        first=first, last=date.fromordinal(first.toordinal() + length), reason=reason, hours=hours, status=status
    ),
    DAYS,
    st.integers(0, 40),
    MAYBE_TEXT,
    tuples(HOURS, 2),
    st.none() | st.sampled_from(OccurrenceStatus),
)
MOMENTS = st.builds(
    lambda one, other, status: Moment(start=min(one, other), end=max(one, other), status=status),
    INSTANTS,
    INSTANTS,
    st.sampled_from(OccurrenceStatus),
)
SCHEDULES = st.builds(
    Schedule,
    kind=st.sampled_from(ScheduleKind),
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    moments=tuples(MOMENTS),
    weekly=tuples(HOURS, 2),
    exceptions=tuples(EXCEPTIONS, 2),
    status=st.sampled_from(OccurrenceStatus),
)
LOCATIONS = st.builds(
    Location,
    kind=st.sampled_from(LocationKind),
    name=MAYBE_TEXT,
    municipality=st.sampled_from([None, GENT, HASSELT, BRUSSELS]),
    address=st.none() | st.builds(Address, street=TEXT, postcode=TEXT, locality=TEXT),
    geo=st.none() | st.builds(GeoPoint, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180)),
    online_url=MAYBE_TEXT,
)
PRICES = st.builds(
    Price,
    kind=st.sampled_from(PriceKind),
    amount=st.none() | st.integers(0, 1_000_000).map(lambda cents: Decimal(cents).scaleb(-2)),
)
REGISTRATIONS = st.builds(Registration, url=MAYBE_TEXT, email=MAYBE_TEXT, phone=MAYBE_TEXT)
CONTENTS = st.builds(
    ActivityContent,
    title=TEXT,
    description_html=TEXT,
    language=st.sampled_from(["nl", "fr", "en"]),
    types=CODES,
    topics=CODES,
    goals=CODES,
    language_levels=CODES,
    schedule=SCHEDULES,
    location=LOCATIONS,
    further_places=tuples(
        st.builds(
            FurtherPlace,
            name=MAYBE_TEXT,
            address=st.builds(Address, street=TEXT, postcode=TEXT, locality=TEXT),
            municipality=st.sampled_from([GENT, HASSELT]),
        ),
        2,
    ),
    organiser=st.none()
    | st.builds(Organiser, name=TEXT, organisation_id=st.sampled_from([None, GENT_ID, OCMW_GENT_ID])),
    contacts=tuples(st.builds(Contact, kind=st.sampled_from(ContactKind), value=TEXT)),
    registration=st.none() | REGISTRATIONS,
    price=PRICES,
    image=st.none() | st.builds(Image, url=TEXT, copyright_holder=MAYBE_TEXT),
)
AUTHORS = st.builds(
    Author,
    kind=st.sampled_from(ActorKind),
    name=TEXT,
    organisation_id=st.none() | st.uuids(),
    organisation_name=MAYBE_TEXT,
)
ACTIVITIES = st.builds(
    Activity,
    id=st.builds(uuid.uuid4),
    content=CONTENTS,
    status=st.sampled_from(ActivityStatus),
    version=st.integers(1, 1000),
    source=st.builds(
        Source,
        system=st.sampled_from(SourceSystem),
        external_id=st.builds(lambda: str(uuid.uuid4())),
        url=MAYBE_TEXT,
        modified_at=st.none() | INSTANTS,
        withdrawn_at=st.none() | INSTANTS,
    ),
    created_at=INSTANTS,
    updated_at=INSTANTS,
    updated_by=AUTHORS,
    published_at=st.none() | INSTANTS,
    views=st.integers(0, 1_000_000),
    kept_fields=st.frozensets(st.sampled_from(["title", "schedule", "location"])),
)


async def read_back(engine: AsyncEngine, activities: Sequence[Activity]) -> list[Activity | None]:
    async with units_of_work(engine, Bell("memory://"), now=Clock().now)() as work:
        return [await work.activities.get(activity.id) for activity in activities]


# The fixture is one database for all examples: each writes activities of its own.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(activities=st.lists(ACTIVITIES, min_size=1, max_size=4))
def test_properties_of_an_activity_survive_the_database(database_url: str, activities: list[Activity]) -> None:
    async def there_and_back() -> list[Activity | None]:
        engine = open_engine(database_url, pool_size=1)
        try:
            await store(engine, activities)
            return await read_back(engine, activities)
        finally:
            await engine.dispose()

    assert asyncio.run(there_and_back()) == activities


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(before=ACTIVITIES, after=ACTIVITIES)
def test_properties_of_an_updated_activity_are_all_replaced_but_its_views(
    database_url: str, before: Activity, after: Activity
) -> None:
    updated = replace(after, id=before.id)

    async def there_and_back() -> list[Activity | None]:
        engine = open_engine(database_url, pool_size=1)
        try:
            await store(engine, [before])
            async with units_of_work(engine, Bell("memory://"), now=Clock().now)() as work:
                await work.imported.update(updated, "digest")
                await work.commit()
            return await read_back(engine, [updated])
        finally:
            await engine.dispose()

    assert asyncio.run(there_and_back()) == [replace(updated, views=before.views)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@given(before=ACTIVITIES, after=ACTIVITIES)
def test_properties_of_what_people_wrote_are_all_replaced_and_its_source_stays(
    database_url: str, before: Activity, after: Activity
) -> None:
    rewritten = replace(after, id=before.id)

    async def there_and_back() -> list[Activity | None]:
        engine = open_engine(database_url, pool_size=1)
        try:
            async with units_of_work(engine, Bell("memory://"), now=Clock().now)() as work:
                await work.activities.add(before)
                await work.activities.rewrite(rewritten)
                await work.commit()
            return await read_back(engine, [rewritten])
        finally:
            await engine.dispose()

    kept = {name: getattr(before, name) for name in ("source", "created_at", "views")}
    assert asyncio.run(there_and_back()) == [replace(rewritten, **kept)]


async def test_an_activity_that_lacks_everything_survives(engine: AsyncEngine, clock: Clock) -> None:
    bare = Activity(
        id=uuid.uuid4(),
        content=ActivityContent(title=""),
        status=ActivityStatus.DRAFT,
        version=1,
        source=Source(),
        created_at=clock.now(),
        updated_at=clock.now(),
        updated_by=Author(kind=ActorKind.SYSTEM, name=""),
    )
    await store(engine, [bare])
    assert await read_back(engine, [bare]) == [bare]


async def test_an_activity_that_does_not_exist_is_not_found(engine: AsyncEngine) -> None:
    async with units_of_work(engine, Bell("memory://"), now=Clock().now)() as work:
        assert await work.activities.get(uuid.uuid4()) is None


async def test_hours_past_midnight_and_a_day_of_nothing_survive(engine: AsyncEngine, clock: Clock) -> None:
    night = OpeningHours(days=(Weekday.FRIDAY, Weekday.SATURDAY), opens=time(22), closes=time(2))
    schedule = Schedule(
        kind=ScheduleKind.WEEKLY,
        first=date(2026, 12, 1),
        weekly=(night,),
        exceptions=(ScheduleException(first=date(2026, 12, 25), last=date(2026, 12, 25), reason="Kerstmis"),),
    )
    made = Activity(
        id=uuid.uuid4(),
        content=ActivityContent(title="Nacht", schedule=schedule),
        status=ActivityStatus.DRAFT,
        version=1,
        source=Source(),
        created_at=clock.now(),
        updated_at=clock.now(),
        updated_by=Author(kind=ActorKind.SYSTEM, name="x"),
    )
    await store(engine, [made])
    assert await read_back(engine, [made]) == [made]

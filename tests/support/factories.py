"""Made-up activities, complete enough to be published unless a test says otherwise."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import (
    UIT_AUTHOR,
    Activity,
    ActivityContent,
    ActivityStatus,
    Address,
    Contact,
    ContactKind,
    Location,
    LocationKind,
    Organiser,
    Source,
    SourceSystem,
)
from domain.activities.rules import PublicationRule, Rules
from domain.schedules.model import Moment, OpeningHours, Schedule, ScheduleKind, Weekday
from domain.territories.model import Nis
from persistence.activities import StoredImports
from persistence.engine import WRITES
from persistence.tables.activities import activity as activity_table
from tests.support.clock import START

GENT, HASSELT, BRUSSELS = Nis("44021"), Nis("71072"), Nis("21004")

ONE_EVENING = Schedule(
    kind=ScheduleKind.SINGLE_DAY,
    moments=(Moment(start=datetime(2026, 12, 1, 18, 0, tzinfo=UTC), end=datetime(2026, 12, 1, 20, 0, tzinfo=UTC)),),
)
RULES: Rules = {1: PublicationRule(number=1, version=4, text="vinden plaats in het Nederlands.")}
EVERY_TUESDAY = Schedule(
    kind=ScheduleKind.WEEKLY,
    weekly=(OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21)),),
)


def content(**changes: Any) -> ActivityContent:  # any field of the content
    """Return what people read about an activity that lacks nothing."""
    complete = ActivityContent(
        title="Conversatietafel",
        description_html="<p>Oefen je Nederlands bij een kop koffie.</p>",
        types=("ONTMOETING",),
        schedule=ONE_EVENING,
        location=on_site(GENT),
        organiser=Organiser(name="Buurthuis De Brug"),
        contacts=(Contact(kind=ContactKind.EMAIL, value="info@example.org"),),
    )
    return replace(complete, **changes)


def on_site(nis: Nis | None) -> Location:
    """Return a place in a municipality."""
    return Location(
        kind=LocationKind.ON_SITE,
        name="Bibliotheek",
        municipality=nis,
        address=Address(street="Voorbeeldstraat 1", postcode="9000", locality="Gent"),
    )


def activity(*, territory: Nis | None = GENT, content_: ActivityContent | None = None, **changes: Any) -> Activity:
    """Return an activity that came from UiTdatabank; `changes` are any fields of it."""
    identity = uuid.uuid4()
    made = Activity(
        id=identity,
        content=content_ or content(location=on_site(territory)),
        status=ActivityStatus.DRAFT,
        version=1,
        source=Source(system=SourceSystem.UIT, external_id=str(identity)),
        created_at=START,
        updated_at=START,
        updated_by=UIT_AUTHOR,
    )
    return replace(made, **changes)


def own(organisation_id: uuid.UUID, **changes: Any) -> Activity:
    """Return a draft that an organisation entered here."""
    organiser = Organiser(name="Organisator", organisation_id=organisation_id)
    return activity(content_=content(organiser=organiser), source=Source(system=SourceSystem.OWN), **changes)


async def store(engine: AsyncEngine, activities: Sequence[Activity], *, now: datetime = START) -> None:
    """Write activities as they are, with nobody left to be told of them."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredImports(connection, now=now).add([(each, f"digest of {each.id}") for each in activities])
        await connection.execute(update(activity_table).values(announced=True))
        await connection.commit()

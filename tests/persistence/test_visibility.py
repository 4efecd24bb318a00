"""The policy is said twice, as a rule on one activity and as SQL: the two must never differ."""

import random
import uuid
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import Activity, ActivityStatus
from domain.activities.visibility import ActivityVisibility
from domain.territories.model import Nis
from persistence import viewers
from persistence.activity_policy import visible
from persistence.tables.activities import activity as activity_table
from tests.support.api import GENT_ID, OCMW_GENT_ID
from tests.support.factories import BRUSSELS, GENT, HASSELT, activity, content, on_site, own, store

TERRITORIES = (None, GENT, HASSELT, BRUSSELS)


def every_kind() -> list[Activity]:
    """Return an activity of each status, territory and organiser."""
    made: list[Activity] = []
    for status in ActivityStatus:
        for nis in TERRITORIES:
            made.append(activity(territory=nis, status=status))
            made += [_moved(own(each, status=status), nis) for each in (GENT_ID, OCMW_GENT_ID)]
        made.append(activity(status=status, content_=content(organiser=None)))
    return made


def _moved(made: Activity, nis: Nis | None) -> Activity:
    return replace(made, content=replace(made.content, location=on_site(nis)))


async def test_the_rule_and_its_sql_agree_for_every_viewer_and_activity(engine: AsyncEngine) -> None:
    activities = every_kind()
    await store(engine, activities)
    chance = random.Random(44021)
    for organisation_id in (None, GENT_ID, OCMW_GENT_ID, uuid.uuid4()):
        for _ in range(4):
            territories = frozenset(chance.sample([GENT, HASSELT, BRUSSELS], chance.randint(0, 3)))
            visibility = ActivityVisibility(territories=territories, organisation_id=organisation_id)
            viewer = {
                viewers.TERRITORIES: sorted(territories),
                viewers.ORGANISATION.key: organisation_id,
            }
            async with engine.connect() as connection:
                found = await connection.execute(select(activity_table.c.id).where(visible(activity_table)), viewer)
                assert set(found.scalars()) == {each.id for each in activities if visibility.includes(each)}

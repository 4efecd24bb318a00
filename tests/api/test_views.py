"""Counting views: once for each visitor and day, and nothing is left of who they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from domain.acting import Acting
from domain.activities.model import Activity, ActivityStatus
from domain.actors import ANONYMOUS
from domain.refusals import Refusal, TooManyRequests
from domain.territories.model import Nis
from domain.throttling import Throttle
from domain.views.actions import RecordView, ViewRecorded, record_view
from domain.visitors import Visitor
from persistence.engine import WRITES
from persistence.tables.activities import activity as activity_table
from persistence.tables.requests import answered_request
from persistence.tables.views import activity_view, view_salt
from persistence.unit_of_work import units_of_work
from persistence.views import FORGET_BATCH, forget_views
from tests.api.stored import everything, rows
from tests.support.api import OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import activity, own, store

VIEW = """
mutation View($input: RecordActivityViewInput!) {
  it: recordActivityView(input: $input) {
    __typename
    ... on ActivityViewRecorded { activity { id } }
    ... on Refusal { code message }
  }
}
"""

ADDRESS, BROWSER = "193.190.7.8", "Vreemde browser 1.0"


async def view(client: Client, seen: Activity, **more: Any) -> dict[str, Any]:  # any input
    wish = {"activityId": activity_id(seen.id), **more}
    outcome: dict[str, Any] = (await client.send(VIEW, {"input": wish})).data["it"]
    return outcome


async def views(api: Api) -> int:
    (stored,) = await rows(api.engine, activity_table)
    found: int = stored["views"]
    return found


async def online(api: Api, **changes: Any) -> Activity:  # any field of it
    """Return an activity of the OCMW of Gent that is online, unless it is said to be something else."""
    made = own(OCMW_GENT_ID, **{"status": ActivityStatus.PUBLISHED, **changes})
    await store(api.engine, [made])
    return made


async def test_a_visitor_counts_once_a_day(api: Api) -> None:
    seen = await online(api)
    visitor = api.visitor(ADDRESS, BROWSER)
    recorded = {"__typename": "ActivityViewRecorded", "activity": {"id": activity_id(seen.id)}}
    assert [await view(visitor, seen) for _ in range(3)] == [recorded] * 3
    assert await views(api) == 1


async def test_counting_is_no_change_of_the_activity(api: Api) -> None:
    seen = await online(api)
    (before,) = await rows(api.engine, activity_table)
    api.clock.advance(minutes=5)
    await view(api.anonymous(), seen)
    assert await rows(api.engine, activity_table) == [{**before, "views": 1}]


async def test_other_addresses_other_browsers_and_other_people_count(api: Api) -> None:
    seen = await online(api)
    signed_in = [api.signed_in("An Der", "OVO002672"), api.signed_in("Na Tuurlijk", None)]
    visitors = [
        api.visitor(ADDRESS, BROWSER),
        api.visitor(ADDRESS, "Another"),
        api.visitor("193.190.7.9", BROWSER),
        *signed_in,
    ]
    for each in visitors:
        await view(each, seen)
    assert await views(api) == len(visitors)


async def test_who_signed_in_is_one_visitor_on_every_device(api: Api) -> None:
    seen = await online(api)
    person = api.signed_in("An Der", "OVO002672")
    await view(person, seen)
    await view(replace(api.visitor(ADDRESS, BROWSER), token=person.token), seen)
    assert await views(api) == 1


async def test_the_devices_of_a_household_with_the_same_browser_count_as_one(api: Api) -> None:
    seen = await online(api)
    for address in ("2a02:1810:1:2::1", "2a02:1810:1:2:ffff::9", "::ffff:193.190.7.8", ADDRESS):
        await view(api.visitor(address, BROWSER), seen)
    assert await views(api) == 2


async def test_those_who_look_after_an_activity_do_not_count(api: Api) -> None:
    seen = await online(api)
    for each in (api.organiser(), api.moderator()):
        assert (await view(each, seen))["__typename"] == "ActivityViewRecorded"
    assert (await views(api), await rows(api.engine, activity_view)) == (0, [])
    await view(api.other_moderator(), seen)
    assert await views(api) == 1


async def test_what_is_not_online_does_not_count_and_is_not_found_by_others(api: Api) -> None:
    seen = await online(api, status=ActivityStatus.DRAFT)
    before = await everything(api.engine)
    not_found = {
        "__typename": "NotFound",
        "code": "NOT_FOUND",
        "message": "Deze activiteit bestaat niet of je mag ze niet zien.",
    }
    strangers = (api.anonymous(), api.other_moderator(), api.signed_in("An Der", "OVO002672"))
    assert [await view(each, seen) for each in strangers] == [not_found] * 3
    assert (await view(api.organiser(), seen))["__typename"] == "ActivityViewRecorded"
    assert [await view(api.anonymous(), activity()), await view(api.moderator(), activity())] == [not_found] * 2
    malformed = await api.anonymous().send(VIEW, {"input": {"activityId": "x"}})
    assert (malformed.data["it"], await everything(api.engine)) == (not_found, before)


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_has_bounds(api: Api, key: str) -> None:
    seen = await online(api)
    assert (await view(api.anonymous(), seen, idempotencyKey=key))["__typename"] == "InvalidInput"


async def test_a_key_does_not_remember_the_visitor(api: Api) -> None:
    seen = await online(api)
    await view(api.visitor(ADDRESS, BROWSER), seen, idempotencyKey="k")
    await view(api.visitor("193.190.7.9", BROWSER), seen, idempotencyKey="k")
    (kept,) = await rows(api.engine, answered_request)
    assert (kept["scope"], await views(api)) == ("anonymous", 1)


async def test_a_key_of_another_activity_is_refused(api: Api) -> None:
    first, second = await online(api), await online(api)
    await view(api.anonymous(), first, idempotencyKey="k")
    assert (await view(api.anonymous(), second, idempotencyKey="k"))["__typename"] == "IdempotencyKeyReused"


class Silence:
    """Views are announced to nobody."""

    async def announce(self, territory: Nis, sequence: int) -> None:
        raise AssertionError(territory, sequence)

    async def announce_access_tasks(self) -> None:
        raise AssertionError

    async def announce_claims(self, territory: Nis) -> None:
        raise AssertionError(territory)


async def test_a_sender_who_used_up_the_day_is_refused_and_nothing_is_counted(api: Api) -> None:
    seen = await online(api)
    acting = Acting(
        actor=ANONYMOUS,
        request=None,
        open_unit_of_work=units_of_work(api.engine, Silence(), now=api.clock.now),
        tools=api.clock.tools(),
    )
    throttle = Throttle(times=2, within=timedelta(days=1), secret="s")

    async def open_it(browser: str) -> ViewRecorded | Refusal:
        visitor = Visitor(address=ADDRESS, user_agent=browser)
        return await record_view(RecordView(activity_id=seen.id), acting, visitor=visitor, throttle=throttle)

    recorded = ViewRecorded(activity_id=seen.id)
    refused = TooManyRequests(message="Je hebt vandaag al heel veel activiteiten bekeken.")
    assert [await open_it(browser) for browser in "abc"] == [recorded, recorded, refused]
    assert await views(api) == 2
    api.clock.advance(days=1)
    assert (await open_it("c"), await views(api)) == (recorded, 3)


# What is kept.


async def test_nothing_that_is_kept_says_who_it_was(api: Api) -> None:
    seen = await online(api)
    await view(api.visitor(ADDRESS, BROWSER), seen, idempotencyKey="k")
    await view(api.signed_in("Na Tuurlijk", None), seen)
    kept = str([await everything(api.engine), await rows(api.engine, view_salt)])
    assert [each for each in (ADDRESS, BROWSER, "Na Tuurlijk") if each in kept] == []


async def test_the_same_visitor_leaves_other_digests_on_other_activities_and_days(api: Api) -> None:
    first, second = await online(api), await online(api)
    visitor = api.visitor(ADDRESS, BROWSER)
    for _ in range(2):
        await view(visitor, first)
        await view(visitor, second)
        api.clock.advance(days=1)
    assert len({each["digest"] for each in await rows(api.engine, activity_view)}) == 4


async def test_a_new_day_begins_at_midnight_in_brussels_with_another_salt(api: Api) -> None:
    seen = await online(api)
    api.clock.time = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)
    visitor = api.visitor(ADDRESS, BROWSER)
    await view(visitor, seen)
    (salt,) = await rows(api.engine, view_salt)
    api.clock.advance(minutes=1)
    await view(visitor, seen)
    (fresh,) = await rows(api.engine, view_salt)
    assert (salt["day"], fresh["day"]) == (date(2026, 11, 21), date(2026, 11, 22))
    assert (salt["salt"] != fresh["salt"], await views(api)) == (True, 2)


async def test_past_days_are_forgotten_and_today_is_not(api: Api) -> None:
    seen = await online(api)
    await view(api.visitor(ADDRESS, BROWSER), seen)
    today = date(2026, 11, 21)
    assert await forget_views(api.engine, today=today) == 0
    assert len(await rows(api.engine, view_salt)) == len(await rows(api.engine, activity_view)) == 1
    assert await forget_views(api.engine, today=date(2026, 11, 22)) == 1
    assert (await rows(api.engine, view_salt), await rows(api.engine, activity_view)) == ([], [])
    assert await views(api) == 1


async def test_more_than_one_batch_is_forgotten(api: Api) -> None:
    seen = await online(api)
    count = FORGET_BATCH + 1
    made = [{"day": date(2026, 11, 20), "activity_id": seen.id, "digest": f"{number:032x}"} for number in range(count)]
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(insert(activity_view), made)
        await connection.commit()
    assert await forget_views(api.engine, today=date(2026, 11, 21)) == count

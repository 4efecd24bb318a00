"""Feeds of what is published: found without signing in, in formats that other software reads, and nothing else."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import orjson
import pytest
from icalendar import Calendar
from sqlalchemy import text, update

from domain.activities.model import Activity, ActivityStatus
from domain.schedules.model import Moment, Schedule, ScheduleKind
from ikdoemee.edge import documents
from ikdoemee.feeds import atom, vcalendar
from persistence import published
from persistence.engine import WRITES
from persistence.tables.activities import activity as activity_table
from resolvers.ids import NodeKind, encode_id
from tests.api.counting import Counting
from tests.api.stored import add_organisations
from tests.support.api import OCMW_GENT_ID, Api
from tests.support.atom import entries, parsed, text_of
from tests.support.client import activity_id
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, GENT, HASSELT, activity, content, on_site, own, store

OCMW_GENT = encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)

HIDDEN = [status for status in ActivityStatus if status is not ActivityStatus.PUBLISHED]
CALENDARS = [
    f"/feeds/territories/{GENT}.ics",
    f"/feeds/organisations/{OCMW_GENT}.ics",
    "/feeds/topics/CULTUUR.ics",
]
FEEDS = [*CALENDARS, *(path.replace(".ics", ".atom") for path in CALENDARS)]


def online(title: str = "Conversatietafel", **changes: Any) -> Activity:  # any field of the activity
    """Return a published activity of the OCMW of Gent about art."""
    made = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED, published_at=START)
    return replace(made, content=replace(made.content, title=title, topics=("CULTUUR",)), **changes)


def takes_place(found: Activity, day: int) -> Activity:
    """Return an activity that takes place on a day of January."""
    start = datetime(2027, 1, day, 18, tzinfo=UTC)
    schedule = Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(Moment(start=start, end=start + timedelta(hours=2)),))
    return replace(found, content=replace(found.content, schedule=schedule))


async def get(api: Api, path: str, **headers: str) -> httpx2.Response:
    return await api.http.get(path, headers=headers)


def titles(response: httpx2.Response) -> list[str]:
    """Return the titles in a calendar or an Atom feed."""
    assert response.status_code == 200, response.text
    if response.headers["content-type"].startswith("text/calendar"):
        return sorted(str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT"))
    return sorted(text_of(entry, "title") for entry in entries(parsed(response.content)))


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_holds_what_is_published_about_its_subject(api: Api, path: str) -> None:
    elsewhere = activity(
        content_=content(title="Elders", location=on_site(HASSELT), topics=("SPORT",)), status=ActivityStatus.PUBLISHED
    )
    hidden = [online("Verborgen", status=status) for status in ActivityStatus if status is not ActivityStatus.PUBLISHED]
    await store(api.engine, [online("Samen lezen"), online("Samen zingen"), elsewhere, *hidden])
    assert titles(await get(api, path)) == ["Samen lezen", "Samen zingen"]


@pytest.mark.parametrize("path", FEEDS)
async def test_those_who_see_more_elsewhere_find_no_more_here(api: Api, path: str) -> None:
    await store(api.engine, [online(status=ActivityStatus.DRAFT)])
    token = api.moderator().token
    assert titles(await get(api, path, authorization=f"Bearer {token}")) == []


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_takes_a_fixed_number_of_statements(api: Api, path: str, counting: Counting) -> None:
    await store(api.engine, [online(str(number)) for number in range(20)])
    with counting() as statements:
        assert len(titles(await get(api, path))) == 20
    assert len(statements) == 3, statements


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_without_activities_is_a_feed(api: Api, path: str) -> None:
    assert titles(await get(api, path)) == []


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/feeds/territories/44021.ics", "text/calendar; charset=utf-8"),
        ("/feeds/territories/44021.atom", "application/atom+xml"),
        ("/activities/{id}.ics", "text/calendar; charset=utf-8"),
        ("/activities/{id}.jsonld", "application/ld+json"),
    ],
)
async def test_a_client_that_has_a_document_gets_it_no_more_until_it_changes(
    api: Api, path: str, media_type: str
) -> None:
    found = online()
    await store(api.engine, [found])
    path = path.replace("{id}", activity_id(found.id))
    first = await get(api, path)
    assert (first.status_code, first.headers["content-type"]) == (200, media_type)
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["last-modified"] == "Sat, 21 Nov 2026 12:00:00 GMT"
    etag = first.headers["etag"]
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = await get(api, path, **{"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert (await get(api, path, **{"if-none-match": '"other"'})).content == first.content

    api.clock.advance(minutes=5)
    await unpublish(api, found)
    changed = await get(api, path, **{"if-none-match": etag})
    assert changed.status_code == (200 if path.startswith("/feeds") else 404)
    assert changed.content != first.content


async def unpublish(api: Api, found: Activity) -> None:
    query = "mutation M($id: ID!) { unpublishActivity(input: {activityId: $id}) { __typename } }"
    answer = await api.moderator().send(query, {"id": activity_id(found.id)})
    assert answer.data["unpublishActivity"]["__typename"] == "ActivityUnpublished"


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_changes_with_each_of_its_activities(api: Api, path: str) -> None:
    found = online("Samen lezen")
    await store(api.engine, [found, online("Samen zingen")])
    before = await get(api, path)
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        changed = {"title": "Samen koken", "version": 2}
        await connection.execute(update(activity_table).where(activity_table.c.id == found.id).values(**changed))
        await connection.commit()
    after = await get(api, path, **{"if-none-match": before.headers["etag"]})
    assert titles(after) == ["Samen koken", "Samen zingen"]


async def test_time_alone_changes_no_feed(api: Api) -> None:
    weekly = online("Elke week")
    once = online("Eén keer")
    await store(api.engine, [replace(weekly, content=replace(weekly.content, schedule=EVERY_TUESDAY)), once])
    before = [(await get(api, path)).headers["etag"] for path in FEEDS]
    # The date of one of the two has passed, so that they come in another order.
    api.clock.advance(days=14)
    assert [(await get(api, path)).headers["etag"] for path in FEEDS] == before


@pytest.mark.parametrize("path", ["/feeds/territories/44021.ics", "/feeds/topics/CULTUUR.atom"])
async def test_head_says_what_get_would_send(api: Api, path: str) -> None:
    await store(api.engine, [online()])
    got, head = await get(api, path), await api.http.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "last-modified", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == got.headers[name]


NOWHERE = [
    "99999",
    "4402",
    "440210",
    "44021 ",
    "٤٤٠٢١",
    "44021%00",
    "%00",
    "x" * 5000,
    "%F0%9F%98%80",
    "..%2F..%2Fetc%2Fpasswd",
    "'%20OR%201=1--",
    encode_id(NodeKind.ACTIVITY, "x"),
    encode_id(NodeKind.ACTIVITY, uuid.UUID(int=0)),
    encode_id(NodeKind.ORGANISATION, uuid.UUID(int=0)),
    encode_id(NodeKind.MUNICIPALITY, GENT),
]


@pytest.mark.parametrize("address", ["/feeds/territories/", "/feeds/organisations/", "/feeds/topics/", "/activities/"])
async def test_what_is_unknown_is_not_found_in_plain_dutch(api: Api, address: str) -> None:
    for key in NOWHERE:
        for suffix in ("ics", "jsonld" if address == "/activities/" else "atom"):
            response = await get(api, f"{address}{key}.{suffix}")
            (error,) = orjson.loads(response.content)["errors"]
            assert (response.status_code, error["extensions"]["code"]) == (404, "NOT_FOUND"), key
            # With a slash in it, it is no address at all.
            assert error["message"].split()[0] in {"Deze", "Dit"} or "%2F" in key
            assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("suffix", ["ics", "jsonld"])
@pytest.mark.parametrize("status", HIDDEN)
async def test_an_activity_that_is_not_public_is_not_found(api: Api, suffix: str, status: ActivityStatus) -> None:
    hidden = online(status=status)
    await store(api.engine, [hidden])
    assert (await get(api, f"/activities/{activity_id(hidden.id)}.{suffix}")).status_code == 404


async def test_an_organisation_without_activities_has_a_name(api: Api) -> None:
    (added,) = await add_organisations(api.engine, ["Buurthuis De Brug"])
    response = await get(api, f"/feeds/organisations/{encode_id(NodeKind.ORGANISATION, added)}.atom")
    assert text_of(parsed(response.content), "title") == "Activiteiten van Buurthuis De Brug"


async def test_a_feed_is_bounded_and_begins_with_what_takes_place_next(api: Api) -> None:
    made = [takes_place(online(f"{day:02}"), day) for day in range(1, 31)]
    many = [takes_place(online("later"), 31) for _ in range(published.MOST_ACTIVITIES - 20)]
    await store(api.engine, [*many, *made])
    found = titles(await get(api, CALENDARS[0]))
    assert len(found) == published.MOST_ACTIVITIES
    assert [title for title in found if title != "later"] == [f"{day:02}" for day in range(1, 31)]


@pytest.mark.parametrize("path", [f"/feeds/territories/{GENT}.ics", f"/feeds/territories/{GENT}.atom"])
async def test_a_feed_has_no_room_for_more_than_its_size(api: Api, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    for module in (atom, vcalendar):
        monkeypatch.setattr(module, "MOST_BYTES", 100_000)
    # A description is cut in calendars, a title nowhere.
    made = [takes_place(online(f"{day:02} {'x' * 9000}"), day) for day in range(1, 25)]
    await store(api.engine, made)
    response = await get(api, path)
    found = [title[:2] for title in titles(response)]
    assert found == [f"{day:02}" for day in range(1, len(found) + 1)]
    assert (85_000 < len(response.content) <= 100_000, 0 < len(found) < len(made)) == (True, True)


async def test_an_activity_as_a_calendar(api: Api) -> None:
    found = online()
    await store(api.engine, [found])
    response = await get(api, f"/activities/{activity_id(found.id)}.ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert b"DTSTART;TZID=Europe/Brussels:20261201T190000\r\n" in response.content
    assert b"\r\nCATEGORIES:Cultuur,Ontmoeting\r\n" in response.content


async def test_an_activity_as_linked_data(api: Api) -> None:
    found = online("<script>alert(1)</script>")
    await store(api.engine, [found])
    response = await get(api, f"/activities/{activity_id(found.id)}.jsonld")
    data = orjson.loads(response.content)
    assert (data["@type"], data["name"]) == ("Event", "<script>alert(1)</script>")
    assert b"<" not in response.content
    assert data["url"] == f"http://ikdoemee.test/activities/{activity_id(found.id)}.jsonld"


@pytest.mark.parametrize("host", ['"><script>', "a b", "x" * 300])
async def test_a_host_that_can_be_none_stands_in_no_document(api: Api, host: str) -> None:
    found = online()
    await store(api.engine, [found])
    response = await get(api, f"/activities/{activity_id(found.id)}.jsonld", host=host)
    assert orjson.loads(response.content)["url"].startswith("http://localhost/")


async def test_a_client_is_asked_to_come_back_when_too_many_ask(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 0.0)
    response = await get(api, CALENDARS[0])
    (error,) = orjson.loads(response.content)["errors"]
    assert (response.status_code, response.headers["retry-after"], error["extensions"]["code"]) == (503, "60", "BUSY")


@pytest.mark.parametrize("path", ["/feeds/topics/CULTUUR.ics", "/feeds/topics/CULTUUR.atom"])
async def test_a_failure_of_ours_is_told_like_any_other(api: Api, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    async with api.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE vocabulary_term RENAME TO gone"))
    response = await get(api, path)
    (error,) = orjson.loads(response.content)["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (500, "INTERNAL")
    trace_id = error["message"].split("code ")[1].split()[0]
    assert trace_id in capfd.readouterr().out


async def test_a_feed_takes_nothing(api: Api) -> None:
    response = await api.http.post(CALENDARS[0], content=b"{}", headers={"content-type": "application/json"})
    assert response.status_code == 405

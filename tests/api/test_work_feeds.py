"""Private feeds of open work: made and revoked by a moderator, read by whoever has the address."""

import asyncio
import logging
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest
from icalendar import Calendar
from sqlalchemy import insert

from domain.activities.model import Activity, ActivityStatus
from domain.actors import MODERATOR_RIGHT
from domain.reports.model import ReportStatus
from domain.territories.model import Nis
from domain.work_feeds.model import MOST_FEEDS
from persistence.engine import WRITES
from persistence.tables.reports import report, reporter
from persistence.tables.requests import answered_request
from persistence.tables.work_feeds import work_feed
from persistence.work_feeds import token_digest
from resolvers.ids import NodeKind, encode_id
from tests.api.counting import Counting
from tests.api.stored import rows
from tests.support.api import GENT_ID, HASSELT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, GENT, HASSELT, activity, content, own, store

CREATE = """
mutation Create($input: CreateWorkFeedInput!) {
  createWorkFeed(input: $input) {
    __typename
    ... on WorkFeedCreated { path feed { id name createdAt expiresAt municipality { name } } }
    ... on Refusal { message }
    ... on InvalidInput { fields { path } }
  }
}
"""
REVOKE = """
mutation Revoke($input: RevokeWorkFeedInput!) {
  revokeWorkFeed(input: $input) {
    __typename
    ... on WorkFeedRevoked { feedId }
    ... on Refusal { message }
  }
}
"""
OWN = "{ viewer { workFeeds { id name municipality { nis } } } }"


async def create(client: Client, **given: Any) -> dict[str, Any]:
    answer = await client.send(CREATE, {"input": {"nis": GENT, **given}})
    found: dict[str, Any] = answer.data["createWorkFeed"]
    return found


async def revoke(client: Client, feed_id: str, **given: Any) -> dict[str, Any]:
    answer = await client.send(REVOKE, {"input": {"feedId": feed_id, **given}})
    found: dict[str, Any] = answer.data["revokeWorkFeed"]
    return found


async def own_feeds(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.send(OWN)).data["viewer"]["workFeeds"]
    return found


async def path_of_new(api: Api) -> str:
    path: str = (await create(api.moderator()))["path"]
    return path


async def calendar(api: Api, path: str) -> list[dict[str, Any]]:
    """Return what stands in a feed."""
    response = await api.http.get(path)
    assert response.status_code == 200, response.text
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = [{"day": event.decoded("dtstart"), "title": str(event["summary"])} for event in events]
    return sorted(found, key=lambda each: (each["day"], each["title"]))


async def file_reports(api: Api, about: Activity, *statuses: ReportStatus, territory: Nis | None = None) -> None:
    """Put reports there, past the API; `territory` is where the activity was, if it moved since."""
    made = [(uuid.uuid4(), status, START - timedelta(days=number)) for number, status in enumerate(statuses)]
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for report_id, status, at in made:
            await connection.execute(
                insert(report).values(
                    id=report_id,
                    activity_id=about.id,
                    territory=territory or about.territory,
                    reason="OTHER",
                    text="Geheime tekst",
                    status=status,
                    version=1,
                    reported_at=at,
                    tracking_digest=report_id.hex,
                )
            )
            await connection.execute(insert(reporter).values(report_id=report_id, email="melder@example.org"))
        await connection.commit()


def titled(title: str, **changes: Any) -> Activity:  # any field of the activity
    return activity(content_=content(title=title), **changes)


async def test_a_feed_holds_what_waits_on_the_territory_and_nothing_else(api: Api) -> None:
    reported = titled("Fout", status=ActivityStatus.PUBLISHED)
    settled = titled("Nagekeken", status=ActivityStatus.PUBLISHED)
    gone = titled("Weg", status=ActivityStatus.DELETED)
    await store(
        api.engine,
        [
            titled("Nieuw uit UiT"),
            reported,
            settled,
            gone,
            titled("Online", status=ActivityStatus.PUBLISHED),
            titled("Offline", status=ActivityStatus.UNPUBLISHED),
            own(OCMW_GENT_ID),
            activity(territory=HASSELT),
            activity(territory=None),
        ],
    )
    await file_reports(api, reported, ReportStatus.OPEN, ReportStatus.OPEN, ReportStatus.DISMISSED)
    await file_reports(api, settled, ReportStatus.UPHELD, ReportStatus.DISMISSED)
    await file_reports(api, gone, ReportStatus.OPEN)
    assert await calendar(api, await path_of_new(api)) == [
        {"day": date(2026, 12, 1), "title": "Gerapporteerd: Fout"},
        {"day": date(2026, 12, 1), "title": "Na te kijken: Nieuw uit UiT"},
    ]


async def test_a_draft_that_is_reported_waits_twice(api: Api) -> None:
    draft = titled("Allebei")
    await store(api.engine, [draft])
    await file_reports(api, draft, ReportStatus.OPEN)
    found = await calendar(api, await path_of_new(api))
    assert [each["title"] for each in found] == ["Gerapporteerd: Allebei", "Na te kijken: Allebei"]


async def test_a_feed_holds_only_reports_that_its_moderators_can_decide_on(api: Api) -> None:
    arrived, left = own(GENT_ID, status=ActivityStatus.PUBLISHED), activity(territory=HASSELT)
    await store(api.engine, [arrived, left])
    await file_reports(api, arrived, ReportStatus.OPEN, territory=HASSELT)
    await file_reports(api, left, ReportStatus.OPEN, territory=GENT)
    assert await calendar(api, await path_of_new(api)) == []


async def test_work_is_due_before_the_activity_takes_place_or_when_it_came_in(api: Api) -> None:
    flexible = replace(EVERY_TUESDAY, weekly=())
    weekly = activity(content_=content(title="Elke week", schedule=EVERY_TUESDAY))
    # Past midnight in Brussels.
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    undated = activity(content_=content(title="Ooit", schedule=flexible), created_at=late)
    reported = activity(
        content_=content(title="Ooit online", schedule=flexible), created_at=late, status=ActivityStatus.PUBLISHED
    )
    await store(api.engine, [weekly, undated, reported])
    await file_reports(api, reported, ReportStatus.OPEN, ReportStatus.OPEN)
    assert await calendar(api, await path_of_new(api)) == [
        {"day": date(2026, 11, 20), "title": "Gerapporteerd: Ooit online"},
        {"day": date(2026, 11, 20), "title": "Na te kijken: Ooit"},
        {"day": date(2026, 11, 24), "title": "Na te kijken: Elke week"},
    ]


async def test_a_feed_never_tells_who_reported_or_what_they_wrote(api: Api) -> None:
    reported = titled("Fout", status=ActivityStatus.PUBLISHED)
    await store(api.engine, [reported])
    await file_reports(api, reported, ReportStatus.OPEN, ReportStatus.OPEN)
    text = (await api.http.get(await path_of_new(api))).text.replace("\r\n ", "")
    assert ("melder" in text, "Geheime" in text, "OTHER" in text, "ORGANIZER" in text, "ATTENDEE" in text) == (
        False,
    ) * 5
    assert "DESCRIPTION:2 open rapporteringen van bezoekers\\, de eerste op 20 november 2026." in text


async def test_what_was_decided_leaves_the_feed(api: Api) -> None:
    draft = titled("Nieuw")
    await store(api.engine, [draft])
    path = await path_of_new(api)
    publish = "mutation M($id: ID!) { publishActivity(input: {activityId: $id}) { __typename } }"
    assert len(await calendar(api, path)) == 1
    await api.moderator().send(publish, {"id": encode_id(NodeKind.ACTIVITY, draft.id)})
    assert await calendar(api, path) == []


async def test_a_feed_takes_a_fixed_number_of_statements(api: Api, counting: Counting) -> None:
    await store(api.engine, [activity() for _ in range(20)])
    path = await path_of_new(api)
    with counting() as statements:
        assert len(await calendar(api, path)) == 20
    assert len(statements) == 3, statements


async def test_a_feed_is_of_its_maker_and_can_be_read_without_signing_in(api: Api) -> None:
    made = await create(api.moderator(), name="  Mijn agenda ")
    feed = made["feed"]
    assert feed | {"id": "?"} == {
        "id": "?",
        "name": "Mijn agenda",
        "createdAt": "2026-11-21T13:00:00+01:00",
        "expiresAt": "2027-12-26T13:00:00+01:00",
        "municipality": {"name": "Gent"},
    }
    mine = [{"id": feed["id"], "name": "Mijn agenda", "municipality": {"nis": GENT}}]
    assert await own_feeds(api.moderator()) == mine
    # The same person, signed in for somebody else or as nobody's.
    assert await own_feeds(api.signed_in("Mo Derator", HASSELT_OVO, MODERATOR_RIGHT)) == mine
    assert await own_feeds(api.signed_in("Mo Derator", None)) == mine
    for other in (api.moderator("Collega"), api.other_moderator(), api.organiser(), api.anonymous()):
        assert await own_feeds(other) == []


async def test_only_a_digest_of_the_token_is_kept(api: Api) -> None:
    path = (await create(api.moderator(), idempotencyKey="k"))["path"]
    token = path.removeprefix("/feeds/work/").removesuffix(".ics")
    assert len(token) >= 22
    (kept,) = await rows(api.engine, work_feed)
    assert (kept["token_digest"], kept["organisation_id"], kept["territory"]) == (token_digest(token), GENT_ID, GENT)
    assert token not in repr(await rows(api.engine, work_feed) + await rows(api.engine, answered_request))


async def test_the_same_request_makes_one_feed_and_tells_its_address_once(api: Api) -> None:
    first = await create(api.moderator(), name="a", idempotencyKey="k")
    again = await create(api.moderator(), name="a", idempotencyKey="k")
    assert (again["path"], again["feed"]) == (None, first["feed"])
    assert len(await own_feeds(api.moderator())) == 1
    other = await create(api.moderator(), name="b", idempotencyKey="k")
    assert other["__typename"] == "IdempotencyKeyReused"
    await revoke(api.moderator(), first["feed"]["id"])
    late = await create(api.moderator(), name="a", idempotencyKey="k")
    assert (late["__typename"], late["path"], late["feed"]) == ("WorkFeedCreated", None, None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "x" * 101}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "\0"}, "name"),
        ({"idempotencyKey": ""}, "idempotencyKey"),
    ],
)
async def test_a_name_that_cannot_be_kept_is_refused(api: Api, given: dict[str, str], field: str) -> None:
    refused = await create(api.moderator(), **given)
    assert (refused["__typename"], refused["fields"]) == ("InvalidInput", [{"path": field}])
    assert await rows(api.engine, work_feed) == []


async def test_a_name_may_be_left_out(api: Api) -> None:
    made = [await create(api.moderator(), name=name) for name in (None, "", "  ")]
    assert [each["feed"]["name"] for each in made] == ["Open werk"] * 3


async def test_a_key_stands_for_one_revocation(api: Api) -> None:
    one, other = await create(api.moderator()), await create(api.moderator())
    await revoke(api.moderator(), one["feed"]["id"], idempotencyKey="k")
    outcomes = [await revoke(api.moderator(), other["feed"]["id"], idempotencyKey=key) for key in ("k", "")]
    assert [each["__typename"] for each in outcomes] == ["IdempotencyKeyReused", "InvalidInput"]
    assert len(await own_feeds(api.moderator())) == 1


@pytest.mark.parametrize("nis", [HASSELT, "99999"])
async def test_another_territory_is_not_found(api: Api, nis: str) -> None:
    assert (await create(api.moderator(), nis=nis))["__typename"] == "NotFound"


async def test_nobody_has_more_than_ten_however_fast_they_ask(api: Api) -> None:
    made = await asyncio.gather(*(create(api.moderator()) for _ in range(MOST_FEEDS + 5)))
    outcomes = [each["__typename"] for each in made]
    assert (outcomes.count("WorkFeedCreated"), outcomes.count("TooManyRequests")) == (MOST_FEEDS, 5)
    # Somebody else is not in the way, and one that is revoked makes room.
    assert (await create(api.moderator("Collega")))["__typename"] == "WorkFeedCreated"
    await revoke(api.moderator(), next(each["feed"]["id"] for each in made if "feed" in each))
    assert (await create(api.moderator()))["__typename"] == "WorkFeedCreated"
    assert (await create(api.moderator()))["__typename"] == "TooManyRequests"


async def test_a_revoked_feed_is_gone_at_once(api: Api) -> None:
    made = await create(api.moderator())
    assert (await api.http.get(made["path"])).status_code == 200
    revoked = await revoke(api.moderator(), made["feed"]["id"], idempotencyKey="k")
    assert revoked == {"__typename": "WorkFeedRevoked", "feedId": made["feed"]["id"]}
    assert_gone(await api.http.get(made["path"]))
    assert await own_feeds(api.moderator()) == []
    assert await revoke(api.moderator(), made["feed"]["id"], idempotencyKey="k") == revoked
    assert (await revoke(api.moderator(), made["feed"]["id"]))["__typename"] == "NotFound"


def assert_gone(response: httpx2.Response) -> None:
    assert response.status_code == 404
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert_private(response)


def assert_private(response: httpx2.Response) -> None:
    headers = {name: response.headers.get(name) for name in ("cache-control", "referrer-policy", "x-robots-tag")}
    assert headers == {
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex",
    }


async def test_a_feed_of_somebody_else_cannot_be_revoked(api: Api) -> None:
    made = await create(api.moderator())
    for other in (api.moderator("Collega"), api.other_moderator(), api.organiser()):
        assert (await revoke(other, made["feed"]["id"]))["__typename"] == "NotFound"
    assert (await revoke(api.anonymous(), made["feed"]["id"]))["__typename"] == "SignInRequired"
    assert (await api.http.get(made["path"])).status_code == 200


@pytest.mark.parametrize(
    "unknown", ["", "x", encode_id(NodeKind.WORK_FEED, "x"), encode_id(NodeKind.ACTIVITY, GENT_ID)]
)
async def test_what_is_no_feed_cannot_be_revoked(api: Api, unknown: str) -> None:
    assert (await revoke(api.moderator(), unknown))["__typename"] == "NotFound"
    assert (await revoke(api.anonymous(), unknown))["__typename"] == "SignInRequired"


async def test_a_feed_ends_after_400_days_and_makes_room(api: Api) -> None:
    made = [await create(api.moderator()) for _ in range(MOST_FEEDS)]
    api.clock.advance(days=399, hours=23)
    assert (await api.http.get(made[0]["path"])).status_code == 200
    api.clock.advance(hours=1)
    assert_gone(await api.http.get(made[0]["path"]))
    assert await own_feeds(api.moderator()) == []
    assert (await create(api.moderator()))["__typename"] == "WorkFeedCreated"
    assert len(await rows(api.engine, work_feed)) == 1


async def test_a_feed_is_for_nobody_else(api: Api) -> None:
    await store(api.engine, [activity()])
    path = await path_of_new(api)
    response, head = await api.http.get(path), await api.http.head(path)
    for each in (response, head):
        assert_private(each)
        assert each.headers["content-type"] == "text/calendar; charset=utf-8"
    assert (head.content, head.headers["content-length"]) == (b"", str(len(response.content)))
    assert b"CLASS:PRIVATE" in response.content


@pytest.mark.parametrize("token", ["x", "x" * 22, "%00", "é", "x" * 10_000, "'%20OR%201=1--", "a%2Fb"])
async def test_an_address_that_nobody_was_told_is_not_found(api: Api, token: str) -> None:
    response = await api.http.get(f"/feeds/work/{token}.ics")
    if "%2F" in token:
        assert response.status_code == 404
    else:
        assert_gone(response)


async def test_the_token_of_a_feed_stands_in_no_log(
    api: Api, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    path = await path_of_new(api)
    token = path.removeprefix("/feeds/work/").removesuffix(".ics")
    await calendar(api, path)
    # What the client of the test writes down is its own affair.
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith("http")]
    assert [text for text in (*ours, *capfd.readouterr()) if token in text] == []
    assert any("work_feed" in text for text in ours)

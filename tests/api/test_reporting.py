"""Reporting an activity: by anybody who sees it, to the moderators of its territory, and the reporter stays unknown."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from persistence.reports import tracking_digest
from persistence.tables.meldingen import melding
from persistence.tables.reports import report, reporter
from tests.api.stored import everything, rows
from tests.support.api import OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, activity, own, store

REPORT = """
mutation Report($input: ReportActivityInput!) {
  reportActivity(input: $input) {
    __typename
    ... on ActivityReported { trackingCode }
    ... on Refusal { code message }
    ... on InvalidInput { fields { path message } }
  }
}
"""

WHAT_MODERATORS_READ = """
query Read($nis: NisCode!, $id: ID!) {
  activity(id: $id) { title updatedBy { name } contacts { value } registration { email } }
  territory(nis: $nis) {
    activities { nodes { title updatedBy { name } } }
    meldingen { nodes { text activity { title } organisation { name } } }
  }
}
"""

DECIDED = (
    "changed_by", "changed_at", "explanation", "decided_by", "decided_at", "proposed_outcome", "proposed_explanation",
    "proposed_unpublish", "proposed_by", "proposed_by_person", "proposed_at",
)  # fmt: skip
"""What a report has once moderators touched it."""

NOT_FOUND = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Deze activiteit bestaat niet of je mag ze niet zien.",
}


async def send_report(client: Client, key: object, **more: Any) -> dict[str, Any]:  # any input
    wish = {"activityId": activity_id(key), "reason": "WRONG_INFORMATION", **more}
    answer = await client.send(REPORT, {"input": wish})
    outcome: dict[str, Any] = answer.data["reportActivity"]
    return outcome


def invalid(*fields: tuple[str, str]) -> dict[str, Any]:
    return {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [{"path": path, "message": message} for path, message in fields],
    }


async def test_a_visitor_reports_a_published_activity_and_gets_a_code(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id, text=" Dit gaat niet door. ", email="an+1@example.org")
    (stored,) = await rows(api.engine, report)
    assert {name: value for name, value in stored.items() if name != "id"} == {
        "activity_id": published.id,
        "territory": GENT,
        "reason": "WRONG_INFORMATION",
        "text": "Dit gaat niet door.",
        "status": "OPEN",
        "version": 1,
        "reported_at": api.clock.now(),
        "tracking_digest": tracking_digest(outcome["trackingCode"]),
        **dict.fromkeys(DECIDED),
    }
    assert await rows(api.engine, reporter) == [{"report_id": stored["id"], "email": "an+1@example.org"}]


async def test_a_report_without_an_address_keeps_nothing_of_who_sent_it(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.moderator(), published.id)
    assert await rows(api.engine, reporter) == []


async def test_the_moderators_of_the_territory_are_told(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.anonymous(), published.id)
    (told,) = await rows(api.engine, melding)
    assert {name: value for name, value in told.items() if name != "id"} == {
        "territory": GENT,
        "sequence": 1,
        "kind": "ACTIVITY_REPORTED",
        "at": api.clock.now(),
        "count": 1,
        "activity_id": published.id,
        "organisation_id": None,
    }


async def test_a_report_does_not_say_which_organisation_the_reporter_works_for(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.organiser(), published.id)
    (told,) = await rows(api.engine, melding)
    assert told["organisation_id"] is None


async def test_an_activity_without_a_territory_can_be_reported(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED, territory=None)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id)
    assert (outcome["__typename"], await rows(api.engine, melding)) == ("ActivityReported", [])


async def test_the_address_and_code_of_the_reporter_are_in_no_answer(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id, text="fout uur", email="geheim@example.net")
    read = await api.moderator().send(WHAT_MODERATORS_READ, {"nis": GENT, "id": activity_id(published.id)})
    assert read.data["territory"]["meldingen"]["nodes"] == [
        {"text": "Een activiteit werd gerapporteerd", "activity": {"title": "Conversatietafel"}, "organisation": None}
    ]
    assert ("geheim@example.net" in str(read.body), outcome["trackingCode"] in str(read.body)) == (False, False)


async def test_the_code_itself_is_not_kept(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id)
    assert outcome["trackingCode"] not in str(await everything(api.engine))


async def test_every_report_has_a_code_of_its_own(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    codes = {(await send_report(api.anonymous(), published.id))["trackingCode"] for _ in range(3)}
    assert len(codes) == 3


async def test_what_one_may_not_see_cannot_be_reported(api: Api) -> None:
    draft, deleted = activity(), activity(status=ActivityStatus.DELETED)
    await store(api.engine, [draft, deleted])
    before = await everything(api.engine)
    malformed = await api.anonymous().send(REPORT, {"input": {"activityId": "x", "reason": "OTHER", "text": "x"}})
    assert [
        await send_report(api.anonymous(), draft.id),
        await send_report(api.organiser(), draft.id),
        await send_report(api.other_moderator(), draft.id),
        await send_report(api.moderator(), deleted.id),
        malformed.data["reportActivity"],
    ] == [NOT_FOUND] * 5
    assert await everything(api.engine) == before


async def test_those_who_see_a_draft_can_report_it(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    outcomes = [await send_report(api.moderator(), draft.id), await send_report(api.organiser(), draft.id)]
    assert [outcome["__typename"] for outcome in outcomes] == ["ActivityReported"] * 2


@pytest.mark.parametrize(
    "address",
    ["x", "x@", "@example.org", "x@example", "a b@example.org", "a@b@example.org", "a@example.org,b@example.org",
     "<a@example.org>", "a@example.", "a@example.1", "(a)@example.org", "x" * 65 + "@example.org"],
)  # fmt: skip
async def test_an_address_that_cannot_be_written_to_is_refused(api: Api, address: str) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    before = await everything(api.engine)
    outcome = await send_report(api.anonymous(), published.id, email=address)
    assert outcome == invalid(("email", "Dit is geen geldig e-mailadres."))
    assert await everything(api.engine) == before


async def test_a_report_has_a_longest_address(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id, email="a@" + "x" * 250 + ".org")
    assert outcome == invalid(("email", "Gebruik hoogstens 254 tekens."))


@pytest.mark.parametrize("address", ["", " ", "\n"])
async def test_an_empty_address_is_none(api: Api, address: str) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id, email=address)
    assert (outcome["__typename"], await rows(api.engine, reporter)) == ("ActivityReported", [])


async def test_space_around_an_address_is_left_out(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.anonymous(), published.id, email=" an@example.org\n")
    (kept,) = await rows(api.engine, reporter)
    assert kept["email"] == "an@example.org"


async def test_a_report_keeps_its_lines(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.anonymous(), published.id, text="\nHet uur klopt niet.\n\nHet begint om 20 uur. ")
    (stored,) = await rows(api.engine, report)
    assert stored["text"] == "Het uur klopt niet.\n\nHet begint om 20 uur."


@pytest.mark.parametrize("text", ["", "   ", "\n"])
async def test_another_reason_needs_an_explanation(api: Api, text: str) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    before = await everything(api.engine)
    outcome = await send_report(api.anonymous(), published.id, reason="OTHER", text=text)
    assert outcome == invalid(("text", "Schrijf kort wat er mis is."))
    assert await everything(api.engine) == before


async def test_everything_wrong_is_said_at_once(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    outcome = await send_report(api.anonymous(), published.id, text="x" * 2001, email="x")
    assert outcome == invalid(("text", "Gebruik hoogstens 2000 tekens."), ("email", "Dit is geen geldig e-mailadres."))


async def test_a_flood_of_reports_stops_after_twenty_in_an_hour(api: Api) -> None:
    published, other = activity(status=ActivityStatus.PUBLISHED), activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published, other])
    accepted = [(await send_report(api.anonymous(), published.id))["__typename"] for _ in range(20)]
    before = await everything(api.engine)
    refused = await send_report(api.anonymous(), published.id)
    assert (accepted, refused) == (
        ["ActivityReported"] * 20,
        {
            "__typename": "TooManyRequests",
            "code": "TOO_MANY_REQUESTS",
            "message": "Deze activiteit werd het voorbije uur al vaak gemeld. De moderatoren kijken het na.",
        },
    )
    assert await everything(api.engine) == before
    assert (await send_report(api.anonymous(), other.id))["__typename"] == "ActivityReported"
    api.clock.time += timedelta(hours=1, seconds=1)
    assert (await send_report(api.anonymous(), published.id))["__typename"] == "ActivityReported"


async def test_the_same_report_twice_is_filed_once_and_has_one_code(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    first = await send_report(api.moderator(), published.id, idempotencyKey="k")
    after_first = await everything(api.engine)
    assert await send_report(api.moderator(), published.id, idempotencyKey="k") == first
    assert await everything(api.engine) == after_first


async def test_a_key_of_another_report_is_refused(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await send_report(api.moderator(), published.id, idempotencyKey="k")
    outcome = await send_report(api.moderator(), published.id, idempotencyKey="k", text="iets anders")
    assert outcome["__typename"] == "IdempotencyKeyReused"


async def test_a_visitor_who_sends_a_report_again_gets_the_same_code(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    first = await send_report(api.anonymous(), published.id, idempotencyKey="k", email="an@example.org")
    assert await send_report(api.anonymous(), published.id, idempotencyKey="k", email="an@example.org") == first


ENOUGH = {
    "__typename": "TooManyRequests",
    "code": "TOO_MANY_REQUESTS",
    "message": "Je hebt het voorbije uur al vaak iets gerapporteerd. Probeer het later.",
}


async def many_reports(api: Api, client: Client, count: int) -> list[str]:
    """Report as many activities, one after the other, and return what came of it."""
    published = [activity(status=ActivityStatus.PUBLISHED) for _ in range(count)]
    await store(api.engine, published)
    return [(await send_report(client, each.id))["__typename"] for each in published]


async def test_one_address_can_send_ten_reports_an_hour(api: Api) -> None:
    last = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [last])
    assert await many_reports(api, api.visitor("193.190.0.1"), 10) == ["ActivityReported"] * 10
    before = await everything(api.engine)
    assert await send_report(api.visitor("193.190.0.1", "Another browser"), last.id) == ENOUGH
    assert await everything(api.engine) == before
    assert (await send_report(api.visitor("193.190.0.2"), last.id))["__typename"] == "ActivityReported"
    api.clock.advance(hours=1)
    assert (await send_report(api.visitor("193.190.0.1"), last.id))["__typename"] == "ActivityReported"


async def test_who_signed_in_is_one_sender_at_every_address(api: Api) -> None:
    last = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [last])
    assert await many_reports(api, api.organiser(), 10) == ["ActivityReported"] * 10
    elsewhere = replace(api.visitor("193.190.0.1"), token=api.organiser().token)
    assert await send_report(elsewhere, last.id) == ENOUGH
    assert (await send_report(api.visitor("193.190.0.1"), last.id))["__typename"] == "ActivityReported"


async def test_a_household_is_one_sender_however_many_addresses_it_makes_up(api: Api) -> None:
    published = [activity(status=ActivityStatus.PUBLISHED) for _ in range(12)]
    await store(api.engine, published)
    found = [
        (await send_report(api.visitor(f"2a02:1810:1:2::{number:x}"), each.id))["__typename"]
        for number, each in enumerate(published)
    ]
    assert found == ["ActivityReported"] * 10 + ["TooManyRequests"] * 2
    assert (await send_report(api.visitor("2a02:1810:1:3::1"), published[11].id))["__typename"] == "ActivityReported"


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "192.168.1.1", "::1", "fd00::1", "testclient", ""])
async def test_those_behind_an_unknown_proxy_do_not_use_up_each_other_s_reports(api: Api, address: str) -> None:
    assert await many_reports(api, api.visitor(address), 12) == ["ActivityReported"] * 12


async def test_what_is_refused_uses_up_nothing(api: Api) -> None:
    draft, published = activity(), activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [draft, published])
    visitor = api.visitor("193.190.0.1")
    for _ in range(12):
        await send_report(visitor, draft.id)
        await send_report(visitor, published.id, email="x")
    assert (await send_report(visitor, published.id))["__typename"] == "ActivityReported"


async def test_a_report_that_is_sent_again_under_its_key_uses_up_nothing(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    visitor = api.visitor("193.190.0.1")
    codes = {(await send_report(visitor, published.id, idempotencyKey="k"))["trackingCode"] for _ in range(12)}
    assert len(codes) == 1
    assert await many_reports(api, visitor, 10) == ["ActivityReported"] * 9 + ["TooManyRequests"]

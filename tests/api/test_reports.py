"""Reports after they were sent: the list of the moderators, and who is told what of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from domain.reports.model import NewReport, ReportReason
from persistence.tables.reports import report
from tests.api.listing import walk
from tests.api.reporting import NOON, OFFLINE, TRACK, filed, reasons, resolve, tracked
from tests.api.stored import file_reports, reported, rows
from tests.support.api import OCMW_GENT_ID, Api
from tests.support.client import Client, report_id
from tests.support.clock import START
from tests.support.factories import HASSELT, own, store

LIST = """
query Reports($nis: NisCode! = "44021", $status: ReportStatus, $first: Int, $after: String, $last: Int, $before: String)
{
  territory(nis: $nis) {
    reports(status: $status, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
    }
  }
}
"""


# Who is told.


async def test_the_reporter_follows_with_the_code_and_nothing_else(api: Api) -> None:
    about = await filed(api)
    assert await tracked(api, about) == {"status": "OPEN", "decidedAt": None, "explanation": None}
    api.clock.advance(hours=1)
    await resolve(api.moderator(), about)
    assert await tracked(api, about) == {
        "status": "UPHELD",
        "decidedAt": "2026-11-21T14:00:00+01:00",
        "explanation": OFFLINE,
    }


@pytest.mark.parametrize("code", ["", "x", "\0", "é" * 10_000, "'; DROP TABLE report; --"])
async def test_a_code_that_is_none_finds_nothing(api: Api, code: str) -> None:
    about = await filed(api)
    for given in (code, report_id(about.id), str(about.id)):
        answer = await api.moderator().send(TRACK, {"code": given})
        assert answer.body == {"data": {"reportStatus": None}}


async def test_the_organiser_is_told_why_a_report_was_upheld(api: Api) -> None:
    about = await filed(api, text="Ik ben de buurvrouw", reason=ReportReason.INAPPROPRIATE)
    await resolve(api.moderator(), about, unpublish=True)
    expected = [{"outcome": "UPHELD", "reason": "INAPPROPRIATE", "explanation": OFFLINE, "at": NOON}]
    assert [await reasons(each, about) for each in (api.organiser(), api.moderator())] == [expected] * 2


async def test_nobody_else_is_told_and_of_what_was_dismissed_nobody_at_all(api: Api) -> None:
    upheld, dismissed = await filed(api), await filed(api)
    await resolve(api.moderator(), upheld)
    await resolve(api.moderator(), dismissed, outcome="DISMISSED")
    others = [api.anonymous(), api.other_moderator(), api.signed_in("An Der", "OVO002672")]
    assert [await reasons(each, upheld) for each in others] == [[]] * 3
    assert [await reasons(each, dismissed) for each in (*others, api.organiser(), api.moderator())] == [[]] * 5


async def test_the_organiser_is_told_of_the_last_twenty_newest_first(api: Api) -> None:
    about = await filed(api)
    more = [reported(about.activity_id) for _ in range(21)]
    await file_reports(api.engine, more)
    for number, each in enumerate(more):
        api.clock.advance(minutes=1)
        await resolve(api.moderator(), each, explanation=f"reden {number}")
    found = [each["explanation"] for each in await reasons(api.organiser(), about)]
    assert found == [f"reden {number}" for number in range(20, 0, -1)]


# The list.


async def listed(client: Client, **variables: Any) -> list[str]:
    territory = (await client.send(LIST, variables)).data["territory"]
    assert territory["reports"]["totalCount"] >= len(territory["reports"]["edges"])
    return [edge["node"]["id"] for edge in territory["reports"]["edges"]]


async def world(api: Api) -> list[NewReport]:
    """Return reports in the order of the list: two open ones, then four on which was decided, some at one moment."""
    about = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [about])
    hours = (1, 3, 0, 2, 2, 4)
    made = [reported(about.id, reported_at=START - timedelta(days=1) + timedelta(hours=each)) for each in hours]
    await file_reports(api.engine, [*made, reported(about.id, territory=HASSELT), reported(about.id, territory=None)])
    for each in made[2:]:
        await resolve(api.moderator(), each, outcome="DISMISSED" if each is made[3] else "UPHELD")
    # Equal moments go by id, as text and as bytes alike.
    return [*made[:3], *sorted(made[3:5], key=lambda each: each.id), made[5]]


async def test_open_reports_come_first_and_the_oldest_of_them_on_top(api: Api) -> None:
    made = [report_id(each.id) for each in await world(api)]
    assert await listed(api.moderator()) == made


async def test_reports_can_be_chosen_by_status(api: Api) -> None:
    made = await world(api)
    found = {status: await listed(api.moderator(), status=status) for status in ("OPEN", "UPHELD", "DISMISSED")}
    stored = {each["id"]: each["status"] for each in await rows(api.engine, report)}
    assert found == {status: [report_id(each.id) for each in made if stored[each.id] == status] for status in found}


@pytest.mark.parametrize("size", [1, 2, 4, 6, 100])
@pytest.mark.parametrize("backward", [False, True])
async def test_pages_neither_skip_nor_repeat(api: Api, size: int, backward: bool) -> None:
    made = [report_id(each.id) for each in await world(api)]
    pages = await walk(api.moderator(), LIST, ["territory", "reports"], {}, size=size, backward=backward)
    if backward:
        pages.reverse()
    assert [each for page in pages for each in page] == made


async def test_a_report_without_a_territory_or_of_another_one_is_not_in_the_list(api: Api) -> None:
    made = await world(api)
    assert len(await listed(api.moderator())) == len(made)
    (theirs,) = await listed(api.other_moderator(), nis=HASSELT)
    assert theirs not in {report_id(each.id) for each in made}


async def test_the_list_refuses_the_cursor_of_another_list(api: Api) -> None:
    await filed(api)
    activities = "{ activities { pageInfo { endCursor } } }"
    cursor = (await api.moderator().send(activities)).data["activities"]["pageInfo"]["endCursor"]
    for where in ("after", "before"):
        for wrong in (cursor, "x", ""):
            assert (await api.moderator().send(LIST, {where: wrong})).error_codes == ["BAD_CURSOR"]


async def test_what_was_put_back_can_be_reported_again(api: Api) -> None:
    about = await filed(api)
    await resolve(api.moderator(), about, unpublish=True)
    again = replace(reported(about.activity_id), reported_at=START + timedelta(minutes=1))
    await file_reports(api.engine, [again])
    assert await listed(api.moderator()) == [report_id(again.id), report_id(about.id)]

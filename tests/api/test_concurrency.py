"""Two moderators at the same moment, on the database where that can happen."""

import asyncio
import random
from collections import Counter
from typing import Any

from sqlalchemy import func, select, update

from domain.activities.model import ActivityStatus
from domain.imports.actions import announce_imports
from domain.reports.model import NewReport
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from persistence.tables.views import activity_view
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.api.deciding import decide, decide_on_all, take_back
from tests.api.stored import file_reports, reported
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api, open_api
from tests.support.client import Client, activity_id, report_id
from tests.support.clock import Clock
from tests.support.factories import activity, own, store

PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) {
    __typename
    ... on VersionConflict { changedBy { kind name } }
  }
}
"""

RESOLVE = """
mutation Resolve($input: ResolveReportInput!) {
  resolveReport(input: $input) {
    __typename
    ... on ReportDecisionProposed { report { version } }
    ... on VersionConflict { changedBy { kind name } }
  }
}
"""

VIEW = """
mutation View($input: RecordActivityViewInput!) {
  recordActivityView(input: $input) { __typename }
}
"""


async def test_of_many_who_publish_the_same_draft_at_once_one_does_and_the_others_hear_who(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        draft = activity()
        await store(api.engine, [draft])
        moderators = [api.moderator(f"Moderator {number}") for number in range(8)]
        wanted = {"input": {"activityId": activity_id(draft.id), "expectedVersion": 1}}
        answers = await asyncio.gather(*(each.send(PUBLISH, wanted) for each in moderators))
        results = [answer.data["publishActivity"] for answer in answers]
        assert Counter(result["__typename"] for result in results) == {"ActivityPublished": 1, "VersionConflict": 7}
        winner = [result["__typename"] for result in results].index("ActivityPublished")
        told = {result["changedBy"]["name"] for result in results if "changedBy" in result}
        assert told == {f"Moderator {winner}"}
        async with api.engine.connect() as connection:
            for table in (audit_entry, melding):
                assert (await connection.execute(select(func.count()).select_from(table))).scalar_one() == 1


async def test_a_request_that_is_sent_many_times_at_once_is_carried_out_once(postgres_url: str, clock: Clock) -> None:
    async with open_api(postgres_url, clock) as api:
        draft = activity()
        await store(api.engine, [draft])
        wanted = {"input": {"activityId": activity_id(draft.id), "idempotencyKey": "dubbelklik"}}
        moderator = api.moderator()
        answers = await asyncio.gather(*(moderator.send(PUBLISH, wanted) for _ in range(8)))
        assert {answer.data["publishActivity"]["__typename"] for answer in answers} == {"ActivityPublished"}
        async with api.engine.connect() as connection:
            assert (await connection.execute(select(func.count()).select_from(audit_entry))).scalar_one() == 1


async def test_one_who_publishes_many_and_one_who_publishes_one_of_them_do_not_both_succeed(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        for _ in range(10):
            drafts = [activity() for _ in range(20)]
            await store(api.engine, drafts)
            one, many = api.moderator("Eerste"), api.moderator("Tweede")
            single, bulk = await asyncio.gather(
                decide(one, "Publish", drafts[7], expectedVersion=1), decide_on_all(many, "PublishAll", drafts)
            )
            outcomes = {"Eerste": single, "Tweede": bulk["results"][7]}
            kinds = Counter(each["__typename"] for each in outcomes.values())
            assert kinds == {"ActivityPublished": 1, "VersionConflict": 1}
            winner = next(name for name, each in outcomes.items() if each["__typename"] == "ActivityPublished")
            told = {each["changedBy"]["name"] for each in outcomes.values() if "changedBy" in each}
            assert told == {winner}
            others = bulk["results"][:7] + bulk["results"][8:]
            assert {each["__typename"] for each in others} == {"ActivityPublished"}


async def test_of_those_who_publish_overlapping_selections_each_row_has_one_winner_whom_the_others_hear_of(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        drafts = [activity() for _ in range(60)]
        await store(api.engine, drafts)
        # Each in an order of its own: locks taken in the order given would close a circle.
        chance = random.Random(7)
        selections = [chance.sample(drafts, 40) for _ in range(8)]
        names = [f"Moderator {number}" for number in range(8)]
        decisions = await asyncio.gather(
            *(
                decide_on_all(api.moderator(name), "PublishAll", selected)
                for name, selected in zip(names, selections, strict=True)
            )
        )
        winners: dict[object, str] = {}
        told: list[tuple[object, str]] = []
        for name, selected, decision in zip(names, selections, decisions, strict=True):
            for each, result in zip(selected, decision["results"], strict=True):
                if result["__typename"] == "ActivityPublished":
                    assert each.id not in winners
                    winners[each.id] = name
                else:
                    assert result["__typename"] == "VersionConflict"
                    told.append((each.id, result["changedBy"]["name"]))
        selected_by_some = {each.id for selected in selections for each in selected}
        assert set(winners) == selected_by_some
        assert {(key, name) for key, name in told if winners[key] != name} == set()
        async with api.engine.connect() as connection:
            for table in (audit_entry, melding):
                counted = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
                assert counted == len(selected_by_some)
            sequences = (await connection.execute(select(melding.c.sequence).order_by(melding.c.sequence))).scalars()
            assert list(sequences) == list(range(1, len(selected_by_some) + 1))


async def test_a_way_back_that_is_taken_many_times_at_once_is_taken_once(postgres_url: str, clock: Clock) -> None:
    async with open_api(postgres_url, clock) as api:
        drafts = [activity() for _ in range(10)]
        await store(api.engine, drafts)
        decision = await decide_on_all(api.moderator(), "PublishAll", drafts)
        answers = await asyncio.gather(*(take_back(api.moderator(), decision) for _ in range(8)))
        assert Counter(each["__typename"] for each in answers) == {"Undone": 1, "NotFound": 7}


async def test_of_many_who_claim_an_activity_at_once_one_does_and_the_others_hear_who(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        draft = activity()
        await store(api.engine, [draft])
        names = [f"Moderator {number}" for number in range(8)]
        answers = await asyncio.gather(*(decide(api.moderator(name), "Claim", draft) for name in names))
        assert Counter(each["__typename"] for each in answers) == {"ActivityClaimed": 1, "AlreadyClaimed": 7}
        winner = names[[each["__typename"] for each in answers].index("ActivityClaimed")]
        assert {each["by"]["name"] for each in answers if "by" in each} == {winner}


async def test_publishing_many_and_announcing_an_import_do_not_wait_for_each_other_in_a_circle(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        tools = clock.tools()
        open_unit_of_work = units_of_work(api.engine, Bell("memory://"), now=clock.now)
        for _ in range(5):
            drafts = [activity() for _ in range(100)]
            await store(api.engine, drafts)
            async with api.engine.connect() as connection:
                await connection.execute(update(activity_table).values(announced=False))
                await connection.commit()
            decision, told = await asyncio.gather(
                decide_on_all(api.moderator(), "PublishAll", drafts),
                announce_imports(open_unit_of_work=open_unit_of_work, tools=tools),
            )
            assert {each["__typename"] for each in decision["results"]} == {"ActivityPublished"}
            assert told > 0


async def on_everybody_at_once(api: Api, about: NewReport) -> list[dict[str, Any]]:
    """Let eight moderators decide on the same version of a report at the same moment."""
    wish = {"reportId": report_id(about.id), "expectedVersion": 1, "outcome": "UPHELD", "explanation": "x"}
    moderators = [api.moderator(f"Moderator {number}") for number in range(8)]
    answers = await asyncio.gather(*(each.send(RESOLVE, {"input": {**wish, "unpublish": True}}) for each in moderators))
    return [answer.data["resolveReport"] for answer in answers]


async def test_of_many_who_decide_on_the_same_report_at_once_one_does_and_the_others_hear_who(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        online = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
        about = reported(online.id)
        await store(api.engine, [online])
        await file_reports(api.engine, [about])
        results = await on_everybody_at_once(api, about)
        assert Counter(result["__typename"] for result in results) == {"ReportResolved": 1, "VersionConflict": 7}
        winner = [result["__typename"] for result in results].index("ReportResolved")
        assert {result["changedBy"]["name"] for result in results if "changedBy" in result} == {f"Moderator {winner}"}
        async with api.engine.connect() as connection:
            assert (await connection.execute(select(func.count()).select_from(audit_entry))).scalar_one() == 2


async def test_nobody_confirms_what_they_did_not_see(postgres_url: str, clock: Clock) -> None:
    async with open_api(postgres_url, clock) as api:
        online = own(GENT_ID, status=ActivityStatus.PUBLISHED)
        about = reported(online.id)
        await store(api.engine, [online])
        await file_reports(api.engine, [about])
        results = await on_everybody_at_once(api, about)
        found = Counter(result["__typename"] for result in results)
        assert found == {"ReportDecisionProposed": 1, "VersionConflict": 7}


async def views_after(api: Api, *visitors: Client) -> tuple[list[int], int]:
    """Let visitors open an activity at the same moment; return its views and version, and the digests."""
    online = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [online])
    wish = {"input": {"activityId": activity_id(online.id)}}
    answers = await asyncio.gather(*(each.send(VIEW, wish) for each in visitors))
    assert {answer.data["recordActivityView"]["__typename"] for answer in answers} == {"ActivityViewRecorded"}
    async with api.engine.connect() as connection:
        (row,) = (await connection.execute(select(activity_table.c.views, activity_table.c.version))).all()
        return list(row), (await connection.execute(select(func.count()).select_from(activity_view))).scalar_one()


async def test_the_same_visitor_many_times_at_once_counts_once(database_url: str, clock: Clock) -> None:
    async with open_api(database_url, clock) as api:
        assert await views_after(api, *([api.visitor("193.190.0.1")] * 10)) == ([1, 1], 1)


async def test_twenty_visitors_at_once_count_twenty(database_url: str, clock: Clock) -> None:
    async with open_api(database_url, clock) as api:
        visitors = [api.visitor(f"193.190.0.{number}") for number in range(20)]
        assert await views_after(api, *visitors) == ([20, 1], 20)

"""Two moderators at the same moment, on the database where that can happen."""

import asyncio
from collections import Counter

from sqlalchemy import func, select

from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from tests.support.api import open_api
from tests.support.client import activity_id
from tests.support.clock import Clock
from tests.support.factories import activity, store

PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) {
    __typename
    ... on VersionConflict { changedBy { kind name } }
  }
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

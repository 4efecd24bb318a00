from sqlalchemy import select

from domain.activities.model import ActivityStatus, Location, LocationKind
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from tests.support.api import Api
from tests.support.client import activity_id
from tests.support.factories import HASSELT, activity, content, own, store
from tests.support.api import OCMW_GENT_ID

PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) {
    __typename
    ... on ActivityPublished { activity { id status version publishedAt updatedBy { kind name } } }
    ... on Refusal { code message }
    ... on ActivityIncomplete { problems { code field step rule { number } } }
    ... on VersionConflict { currentVersion changedBy { kind name } }
    ... on InvalidInput { fields { path message } }
  }
}
"""


async def publish(client, key, **more):  # noqa: ANN
    answer = await client.send(PUBLISH, {"input": {"activityId": activity_id(key), **more}})
    return answer.data["publishActivity"]


async def test_a_moderator_publishes_what_lacks_nothing(api: Api) -> None:
    draft = activity()
    await store(api.engine, [draft])
    result = await publish(api.moderator(), draft.id, expectedVersion=1, reason="voldoet aan de regels")
    assert result["__typename"] == "ActivityPublished"
    assert result["activity"] == {
        "id": activity_id(draft.id),
        "status": "PUBLISHED",
        "version": 2,
        "publishedAt": "2026-11-21T13:00:00+01:00",
        "updatedBy": {"kind": "PERSON", "name": "Mo Derator"},
    }

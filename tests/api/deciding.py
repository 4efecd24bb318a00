"""Sending decisions: on one activity, on many, and taking them back."""

from collections.abc import Iterable
from typing import Any

from domain.activities.model import Activity
from tests.support.client import Client, activity_id

OPERATIONS = """
mutation Publish($input: PublishActivityInput!) {
  it: publishActivity(input: $input) {
    __typename
    ... on ActivityPublished { activity { ...Now } undo { token expiresAt } }
    ...Refused
  }
}

mutation Unpublish($input: UnpublishActivityInput!) {
  it: unpublishActivity(input: $input) {
    __typename
    ... on ActivityUnpublished { activity { ...Now } undo { token expiresAt } }
    ...Refused
  }
}

mutation Delete($input: DeleteActivityInput!) {
  it: deleteActivity(input: $input) {
    __typename
    ... on ActivityDeleted { activityId undo { token expiresAt } }
    ...Refused
  }
}

mutation PublishAll($input: PublishActivitiesInput!) {
  it: publishActivities(input: $input) {
    __typename
    ... on ActivitiesPublished {
      results { __typename ... on ActivityPublished { activity { ...Now } } ...Refused }
      undo { token expiresAt }
    }
    ...Refused
  }
}

mutation UnpublishAll($input: UnpublishActivitiesInput!) {
  it: unpublishActivities(input: $input) {
    __typename
    ... on ActivitiesUnpublished {
      results { __typename ... on ActivityUnpublished { activity { ...Now } } ...Refused }
      undo { token expiresAt }
    }
    ...Refused
  }
}

mutation DeleteAll($input: DeleteActivitiesInput!) {
  it: deleteActivities(input: $input) {
    __typename
    ... on ActivitiesDeleted {
      results { __typename ... on ActivityDeleted { activityId undo { token } } ...Refused }
      undo { token expiresAt }
    }
    ...Refused
  }
}

mutation Undo($input: UndoInput!) {
  it: undo(input: $input) {
    __typename
    ... on Undone { activities { ...Now } }
    ...Refused
  }
}

mutation Claim($input: ClaimActivityInput!) {
  it: claimActivity(input: $input) {
    __typename
    ... on ActivityClaimed { activity { claim { by { kind name } until } } }
    ...Refused
    ... on AlreadyClaimed { by { kind name } until }
  }
}

fragment Now on Activity { id status version publishedAt updatedAt updatedBy { name } }

fragment Refused on Refusal {
  code
  message
  ... on InvalidInput { fields { path message } }
  ... on ActivityIncomplete { problems { code message field step rule { number version } } }
  ... on VersionConflict { currentVersion changedBy { kind name } changedAt }
}
"""

TEN_MINUTES_LATER = "2026-11-21T13:10:00+01:00"

NOT_FOUND = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Deze activiteit bestaat niet of je mag ze niet zien.",
}
UNKNOWN_UNDO = {
    "__typename": "NotFound",
    "code": "NOT_FOUND",
    "message": "Dit kan niet of niet meer ongedaan gemaakt worden.",
}
SIGN_IN_REQUIRED = {"__typename": "SignInRequired", "code": "SIGN_IN_REQUIRED", "message": "Meld je eerst aan."}
TERMS_NOT_ACCEPTED = {
    "__typename": "TermsNotAccepted",
    "code": "TERMS_NOT_ACCEPTED",
    "message": "Aanvaard eerst de gebruikersvoorwaarden van ikdoemee.be.",
}
KEY_REUSED = {
    "__typename": "IdempotencyKeyReused",
    "code": "IDEMPOTENCY_KEY_REUSED",
    "message": "Deze idempotencyKey werd al gebruikt voor een andere opdracht. Kies een nieuwe sleutel.",
}


def invalid(path: str, message: str) -> dict[str, Any]:
    """Return the refusal of a field."""
    return {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [{"path": path, "message": message}],
    }


async def send(client: Client, operation: str, **given: Any) -> dict[str, Any]:  # any input
    """Send one of the operations."""
    found: dict[str, Any] = (await client.send(OPERATIONS, {"input": given}, operation)).data["it"]
    return found


async def decide(client: Client, operation: str, on: Activity, **more: Any) -> dict[str, Any]:  # any input
    """Decide on one activity."""
    return await send(client, operation, activityId=activity_id(on.id), **more)


async def decide_on_all(
    client: Client, operation: str, on: Iterable[Activity], **more: Any
) -> dict[str, Any]:  # any input
    """Decide on several activities, each as it was made."""
    rows = [{"activityId": activity_id(each.id), "expectedVersion": each.version} for each in on]
    return await send(client, operation, activities=rows, **more)


async def take_back(client: Client, decision: dict[str, Any], **more: Any) -> dict[str, Any]:  # any input
    """Undo a decision with the token that came with it."""
    return await send(client, "Undo", token=decision["undo"]["token"], **more)

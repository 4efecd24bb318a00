"""Operations over HTTP on a started server, as a client sends them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from schema.contract import operations
from tests.e2e.servers import GENT, Server

LIVE_MELDINGEN = operations()["LiveMeldingen"]
MELDINGEN = operations()["Meldingen"]

DRAFTS = """
query Drafts($nis: NisCode!) {
  territory(nis: $nis) {
    activities(filter: {statuses: [DRAFT]}, first: 100) { edges { node { id } } }
  }
}
"""

PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) {
    __typename
    ... on Refusal { code message }
  }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An activity that was put online, and when the answer said so (milliseconds since 1970)."""

    activity_id: str
    sent_at: float
    answered_at: float


async def send(server: Server, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Send an operation as the moderator of Gent, and return its data."""
    async with httpx2.AsyncClient(timeout=15) as http:
        response = await http.post(
            server.graphql,
            json={"query": query, "variables": dict(variables or {})},
            headers={"authorization": f"Bearer {server.token()}"},
        )
    body = response.json()
    assert "errors" not in body, body
    data: dict[str, Any] = body["data"]
    return data


async def publish_next(server: Server) -> Published:
    """Put a draft of Gent online: the first one that lacks nothing."""
    drafts = (await send(server, DRAFTS, {"nis": GENT}))["territory"]["activities"]["edges"]
    for activity_id in (edge["node"]["id"] for edge in drafts):
        sent_at = time.time() * 1000
        answer = (await send(server, PUBLISH, {"input": {"activityId": activity_id}}))["publishActivity"]
        answered_at = time.time() * 1000
        if answer["__typename"] == "ActivityPublished":
            return Published(activity_id=activity_id, sent_at=sent_at, answered_at=answered_at)
        assert answer["__typename"] == "ActivityIncomplete", answer
    raise AssertionError(f"none of {len(drafts)} drafts lacks nothing")

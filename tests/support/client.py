"""A client of the API in the same process: real HTTP messages, no socket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
import orjson

from resolvers.ids import NodeKind, encode_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    body: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """Return the data of an answer without errors."""
        assert "errors" not in self.body, self.body
        found: dict[str, Any] = self.body["data"]
        return found

    @property
    def error_codes(self) -> list[str | None]:
        """Return the codes of the errors."""
        return [error.get("extensions", {}).get("code") for error in self.body.get("errors", [])]


@dataclass(slots=True, kw_only=True)
class Client:
    """Sends operations as somebody."""

    http: httpx2.AsyncClient
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])

    async def send(
        self, query: str, variables: Mapping[str, Any] | None = None, operation: str | None = None
    ) -> Answer:
        """Send an operation."""
        headers = {"content-type": "application/json", **self.headers}
        if self.token is not None:
            headers["authorization"] = f"Bearer {self.token}"
        body = orjson.dumps({"query": query, "variables": variables or {}, "operationName": operation})
        response = await self.http.post("/graphql", content=body, headers=headers)
        return Answer(status=response.status_code, body=orjson.loads(response.content))


def activity_id(key: object) -> str:
    """Return the global id of an activity."""
    return encode_id(NodeKind.ACTIVITY, key)


def report_id(key: object) -> str:
    """Return the global id of a report."""
    return encode_id(NodeKind.REPORT, key)

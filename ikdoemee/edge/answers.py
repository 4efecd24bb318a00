"""Answers that are no result of an operation: a refusal at the door, as GraphQL errors in JSON."""

import orjson
from starlette.responses import Response

from ikdoemee.edge.media_types import JSON


def refusal(
    status: int, code: str, message: str, *, media_type: str = JSON, headers: dict[str, str] | None = None
) -> Response:
    """Return an answer without data: what is wrong, for people and for programs."""
    body = orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})
    return Response(body, status_code=status, media_type=media_type, headers=headers)

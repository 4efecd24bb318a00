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


def sign_in(code: str, message: str) -> Response:
    """Return the answer to somebody who must sign in first."""
    return refusal(401, code, message, headers={"www-authenticate": "Bearer"})


def failed(trace_id: str, *, media_type: str = JSON) -> Response:
    """Return the answer when something went wrong here: no word about what, but how to quote it."""
    message = f"Er ging iets mis aan onze kant. Vermeld code {trace_id} als je het meldt."
    return refusal(500, "INTERNAL", message, media_type=media_type)

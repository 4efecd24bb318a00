"""What a request asks for, when it is as plain as requests are."""

from typing import Any, TypeAlias

import orjson

Wanted: TypeAlias = tuple[str, str | None, dict[str, Any]]
"""Document, name of the operation, variables."""


def wanted(body: bytes) -> Wanted | None:
    """Return what a body asks; None for one that is not right, or not plain, and needs a closer look."""
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(asked, dict) or not asked.keys() <= {"query", "operationName", "variables", "extensions"}:
        return None
    query, name, variables = asked.get("query"), asked.get("operationName"), asked.get("variables") or {}
    if isinstance(query, str) and isinstance(name, str | None) and isinstance(variables, dict):
        return query, name, variables
    return None

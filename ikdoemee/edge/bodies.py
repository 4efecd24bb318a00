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
    query, name = asked.get("query"), asked.get("operationName")
    variables, extensions = asked.get("variables"), asked.get("extensions")
    if not isinstance(variables, dict | None) or not isinstance(extensions, dict | None):
        return None
    return (query, name, variables or {}) if isinstance(query, str) and isinstance(name, str | None) else None

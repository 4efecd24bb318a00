"""The operations that clients send, as documents."""

from pathlib import Path
from typing import Any

import orjson
from graphql import DocumentNode, parse, print_ast
from graphql.utilities import separate_operations

_FOLDER = Path(__file__).parent


def documents() -> dict[str, DocumentNode]:
    """Return every document of the contract by file name."""
    return {path.stem: parse(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.graphql"))}


def operations() -> dict[str, str]:
    """Return every operation by name, each with just the fragments that it uses."""
    return {
        name: print_ast(document)
        for source in documents().values()
        for name, document in separate_operations(source).items()
    }


def variables() -> dict[str, dict[str, Any]]:
    """Return the example variables by operation; values in `<...>` come from the server."""
    found: dict[str, dict[str, Any]] = orjson.loads((_FOLDER / "variables.json").read_bytes())
    return found

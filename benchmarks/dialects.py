"""Asking a server that has a schema of its own for the same things, and understanding its answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.operations import Operation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One such schema."""

    documents: Mapping[str, str]
    """By the name of the operation."""
    variables: Callable[[Json], Json]
    """Its variables for ours; cursors are passed on."""
    understood: Callable[[Json], Json]
    """Its answer in the form of ours, as far as it goes."""
    shared: Callable[[Json], Json]
    """What of our answer it has too."""

    def body(self, operation: Operation, variables: Json) -> str:
        """Return a request body."""
        asked = {
            "query": self.documents[operation.name],
            "operationName": operation.name,
            "variables": self.variables(variables),
        }
        return orjson.dumps(asked).decode()


class _Ours(Dialect):
    """The schema of this project, which other servers may have too."""

    def body(self, operation: Operation, variables: Json) -> str:
        """Return a request body."""
        return operation.body(variables)


def _same(value: Json) -> Json:
    return value


OURS = _Ours(documents={}, variables=_same, understood=_same, shared=_same)

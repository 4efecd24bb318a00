"""Opaque global ids: the kind of thing and its key."""

from collections.abc import Callable
from enum import StrEnum
from functools import cache, lru_cache
from uuid import UUID

from domain import opaque

MOST_REMEMBERED = 10_000
"""Ids of each type that are kept as text."""


class NodeKind(StrEnum):
    """What a global id can stand for; the values are the names of the GraphQL types."""

    ACTIVITY = "Activity"
    ORGANISATION = "Organisation"
    MUNICIPALITY = "Municipality"
    TERRITORY = "Territory"
    MELDING = "Melding"
    INSPIRATION = "Inspiration"
    REPORT = "Report"
    PERSON = "Person"
    WORK_FEED = "WorkFeed"
    GRANT = "Grant"
    ACCESS_REQUEST = "AccessRequest"
    WORK_RELATION = "WorkRelation"


def encode_id(kind: NodeKind, key: object) -> str:
    """Return the global id of a thing."""
    return opaque.encode(f"{kind}:{key}".encode())


@cache
def identify(type_name: str) -> Callable[[object], str]:
    """Return what gives the global ids of the rows of a type; those of the same rows are asked for again and again."""
    kind = NodeKind(type_name)
    return lru_cache(MOST_REMEMBERED)(lambda key: opaque.encode(f"{kind}:{key}".encode()))


def decode_id(global_id: str) -> tuple[NodeKind, str] | None:
    """Return what a global id stands for, or None for text that is not one of ours."""
    try:
        text = opaque.decode(global_id).decode()
        kind, _, key = text.partition(":")
        # No key holds a character that cannot be seen; a database would stumble over some.
        return (NodeKind(kind), key) if key.isprintable() else None
    except ValueError:
        return None


def uuid_of(global_id: str, kind: NodeKind) -> UUID | None:
    """Return the UUID in a global id of one kind; None for any other text."""
    decoded = decode_id(global_id)
    if decoded is None or decoded[0] is not kind:
        return None
    try:
        return UUID(decoded[1])
    except ValueError:
        return None


def uuid_or_unknown(global_id: str, kind: NodeKind) -> UUID:
    """Return the UUID in a global id of one kind; for any other text one that stands for nothing."""
    return uuid_of(global_id, kind) or UUID(int=0)

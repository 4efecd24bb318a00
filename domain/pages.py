"""Asking for a part of a long list, and getting it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

MAX_PAGE = 100
DEFAULT_PAGE = 20


class InvalidCursorError(Exception):
    """A cursor that no list of ours gave out, or that belongs to another list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which part: the first ones after a cursor, or the last ones before one."""

    size: int = DEFAULT_PAGE
    after: str | None = None
    before: str | None = None
    from_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Generic[T]):
    """One item and its place in the list."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """A part of a list, in the order of the list."""

    edges: tuple[Edge[T], ...]
    has_next: bool
    has_previous: bool

"""Asking for a part of a long list."""

from dataclasses import dataclass

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

"""Looking into JSON of which no shape can be taken for granted: every question has an answer, never an exception."""

import math
import re
from typing import cast

MOST_IN_LINE = 500
"""Longest text of one line; names at the source have at most 90 characters."""

MOST_IN_PASSAGE = 20_000
"""Longest text of several lines; the time to clean hostile HTML grows faster than its length."""

# Control characters, halves of surrogate pairs (no database takes either), marks that reverse the direction of what
# follows, and invisible spaces that make two equal names differ.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\ufeff]")


def record(value: object) -> dict[str, object]:
    """Return an object's fields, or none at all when the value is not an object."""
    # JSON has no other keys than text; what the values are is asked one by one.
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def array(value: object) -> list[object] | None:
    """Return the members of a list, or None when the value is not a list."""
    return cast("list[object]", value) if isinstance(value, list) else None


def entries(value: object) -> list[object]:
    """Return the members of a list; a single value stands for a list of one, null for an empty list."""
    members = [] if value is None else array(value)
    return [value] if members is None else members


def records(value: object) -> list[dict[str, object]]:
    """Return the objects of a list that are not empty."""
    return [fields for entry in entries(value) if (fields := record(entry))]


def line(value: object) -> str:
    """Return text on one line, or "" when the value is not text."""
    return " ".join(_wanted(value, most=MOST_IN_LINE).split())


def passage(value: object) -> str:
    """Return text with its line ends, or "" when the value is not text."""
    return _wanted(value, most=MOST_IN_PASSAGE).replace("\r\n", "\n").replace("\r", "\n").strip()


def code(value: object) -> str:
    """Return a code as text; some were written as whole numbers."""
    return str(value) if type(value) is int and 0 <= value < 10**15 else line(value)


def number(value: object) -> float | None:
    """Return a finite number, also when it was written as text."""
    if isinstance(value, str):
        try:
            value = float(value[:MOST_IN_LINE])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:  # a whole number of hundreds of digits
        return None


def _wanted(value: object, *, most: int) -> str:
    return _UNWANTED.sub("", value[:most]) if isinstance(value, str) else ""

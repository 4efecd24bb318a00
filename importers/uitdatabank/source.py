"""What every source of documents has in common: what it gives, how much it may be, how a page is unfolded."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from importers.uitdatabank.shapes import array, record

MOST_BYTES = 20 * 1024 * 1024
"""Largest file or answer that is read; a page of 200 events takes about 2 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One document that may be an event."""

    origin: str
    """Where it was found, for people to find it again."""
    value: object
    expected: int | None = None
    """How many documents the whole source seems to hold, as far as is known by now; grows with every page."""


class NotJsonError(ValueError):
    """What was read is not JSON."""


def json_in(body: bytes) -> object:
    """Return the JSON value in a file or an answer."""
    try:
        # orjson refuses what is nested too deep, where the parser of the standard library runs out of stack.
        value: object = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise NotJsonError(str(error)) from None
    return value


def unfolded(value: object) -> Iterator[tuple[str, object]]:
    """Give the documents in a page or a list with a pointer to each; anything else is one document itself."""
    for path, members in (("", array(value)), ("/member", array(record(value).get("member")))):
        if members is not None:
            yield from ((f"#{path}/{index}", each) for index, each in enumerate(members))
            return
    yield "", value

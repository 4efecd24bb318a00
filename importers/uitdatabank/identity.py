"""Which document this is, and whether it is a whole event at all."""

import re
from collections.abc import Mapping

from importers.uitdatabank.shapes import line

_KIND = re.compile(r"event|place|organi[sz]er", re.IGNORECASE)
_KIND_IN_URI = re.compile(r"/(event|place|organi[sz]er)s?/[^/]+/?$", re.IGNORECASE)
_REFERENCE = {"@id", "@type", "@context"}
# Only events have one of these.
_OF_EVENTS = {"location", "subEvent", "attendanceMode", "audience"}


def id_in(document: Mapping[str, object]) -> str:
    """Return the id after the last slash of the URI, or ""; the rest of the URI changes, and so does the case."""
    return line(document.get("@id")).rstrip("/").rpartition("/")[2].lower()


def is_whole_event(document: Mapping[str, object]) -> bool:
    """Whether a document tells of an event, rather than naming one or telling of something else."""
    if document.keys() <= _REFERENCE:
        return False
    return (_said(document) or _shaped(document)) == "event"


def _said(document: Mapping[str, object]) -> str:
    """Return the kind that a document claims to be, or "" when it does not."""
    claims = [line(document.get("@type")), line(document.get("@context")).rpartition("/")[2]]
    kinds = [found[0].lower() for claim in claims if (found := _KIND.search(claim))]
    if kinds:
        return kinds[0]
    if claims[0]:
        return claims[0]
    found = _KIND_IN_URI.search(line(document.get("@id")))
    return found[1].lower() if found else ""


def _shaped(document: Mapping[str, object]) -> str:
    if "name" not in document:
        return ""
    dated = "calendarType" in document and "address" not in document
    return "event" if dated or not _OF_EVENTS.isdisjoint(document) else ""

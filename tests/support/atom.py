"""Atom feeds, taken apart."""

from xml.etree.ElementTree import Element, fromstring

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(feed: bytes) -> Element:
    """Return the root of a feed that this application wrote."""
    return fromstring(feed)  # noqa: S314 - our own document


def entries(feed: Element) -> list[Element]:
    """Return the entries of a feed."""
    return feed.findall(f"{ATOM}entry")


def text_of(element: Element, name: str) -> str:
    """Return the text of the one child of that name."""
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""

"""Activities as Atom (RFC 4287), last published first. ElementTree escapes; HTML stands in it as text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from domain.activities.model import Activity
from domain.schedules.summary import summary
from ikdoemee.feeds.links import Links, tag, tag_of
from ikdoemee.feeds.texts import one_line, place, sayable
from ikdoemee.feeds.vcalendar import MOST_BYTES
from persistence.published import PublishedActivity

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed in which there never was anything."""

register_namespace("", ATOM)


def activity_feed(name: str, published: list[PublishedActivity], *, path: str, links: Links) -> bytes:
    """Return a feed of activities, found at a path; when there is no room for all, the first ones."""
    feed = Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "nl"})
    _add(feed, "id", tag(path.removeprefix("/").removesuffix(".atom").replace("/", ":")))
    _add(feed, "title", one_line(name))
    _add(feed, "updated", _instant(max((each.activity.updated_at for each in published), default=NEVER)))
    _add(SubElement(feed, _name("author")), "name", "ikdoemee.be")
    _link(feed, rel="self", href=links.to(path), type="application/atom+xml")
    _link(feed, rel="alternate", href=links.to(f"{path.removesuffix('.atom')}.ics"), type="text/calendar")
    entries = [(each.activity.published_at or NEVER, _entry(each, links)) for each in published]
    fitting = list(_fitting(entries, MOST_BYTES - len(tostring(feed, encoding="utf-8"))))
    feed.extend(entry for _, entry in sorted(fitting, key=lambda pair: pair[0], reverse=True))
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _fitting(entries: list[tuple[datetime, Element]], room: int) -> Iterator[tuple[datetime, Element]]:
    for published_at, entry in entries:
        room -= len(tostring(entry, encoding="utf-8"))
        if room < 0:
            return
        yield published_at, entry


def _entry(published: PublishedActivity, links: Links) -> Element:
    activity, content = published.activity, published.activity.content
    entry = Element(_name("entry"))
    _add(entry, "id", tag_of(activity))
    _add(entry, "title", one_line(content.title))
    _add(entry, "updated", _instant(activity.updated_at))
    if activity.published_at is not None:
        _add(entry, "published", _instant(activity.published_at))
    if content.organiser is not None and (organiser := one_line(content.organiser.name)):
        _add(SubElement(entry, _name("author")), "name", organiser)
    _link(entry, rel="alternate", href=links.page_of(activity))
    _link(entry, rel="related", href=links.document(activity, "ics"), type="text/calendar")
    for term in published.terms:
        scheme = tag(f"vocabulary:{term.vocabulary.lower()}")
        attributes = {"term": sayable(term.code), "scheme": scheme, "label": one_line(term.label)}
        SubElement(entry, _name("category"), attributes)
    _add(entry, "summary", when_and_where(activity))
    if html := sayable(content.description_html):
        _add(entry, "content", html, type="html")
    return entry


def when_and_where(activity: Activity) -> str:
    """Return "dinsdag 1 december 2026 van 19.00 tot 21.00 uur (Bibliotheek, ...)"."""
    when, where = summary(activity.content.schedule), place(activity.content.location)
    return one_line(f"{when} ({where})" if where else when)


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"


def _add(parent: Element, local: str, text: str, **attributes: str) -> None:
    SubElement(parent, _name(local), attributes).text = text


def _link(parent: Element, **attributes: str) -> None:
    SubElement(parent, _name("link"), attributes)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

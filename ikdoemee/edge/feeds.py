"""What is published, for other software: feeds of a territory, an organisation or a topic, and single activities.

Nobody signs in here. An organisation and an activity go by their global id, a territory by its NIS code, a topic by the
code of its term.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.schedules.local_time import as_local
from ikdoemee.edge.answers import refusal
from ikdoemee.edge.documents import Document, Documents
from ikdoemee.edge.failures import Guard
from ikdoemee.feeds.atom import activity_feed
from ikdoemee.feeds.calendar import activity_calendar
from ikdoemee.feeds.linked_data import linked_data
from ikdoemee.feeds.links import Links
from ikdoemee.settings import Settings
from persistence.published import Published, PublishedReader, Subject
from resolvers.context import Services
from resolvers.ids import NodeKind, uuid_of

CACHE = "public, max-age=300"
"""What is taken offline may be seen for some minutes more."""
CALENDAR, ATOM, LINKED_DATA = "text/calendar; charset=utf-8", "application/atom+xml", "application/ld+json"

WRITTEN_AS = 1
"""Counted up when any of the formats is written in another way, so that nobody keeps the old."""

MOST_KEY = 100
"""Characters; whatever is longer is no key of ours."""

_NIS = re.compile(r"[0-9]{5}", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document is written from."""

    name: str
    path: str
    published: Published
    links: Links
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    media_type: str
    write: Callable[[Told], bytes]


def _calendar(told: Told) -> bytes:
    return activity_calendar(told.name, told.published.activities(), links=told.links, year=told.year)


def _atom(told: Told) -> bytes:
    return activity_feed(told.name, told.published.activities(), path=told.path, links=told.links)


def _linked_data(told: Told) -> bytes:
    (only,) = told.published.activities()
    return linked_data(only.activity, links=told.links, year=told.year)


_ICS = _Format(media_type=CALENDAR, write=_calendar)
_FEEDS = {"ics": _ICS, "atom": _Format(media_type=ATOM, write=_atom)}
_ACTIVITIES = {"ics": _ICS, "jsonld": _Format(media_type=LINKED_DATA, write=_linked_data)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    subject: Subject
    key: Callable[[str], object | None]
    """From the text in an address to the key of the subject, None if there can be no such thing."""
    title: str
    unknown: str


_SUBJECTS = {
    "territories": _About(
        subject=Subject.TERRITORY,
        key=lambda text: text if _NIS.fullmatch(text) else None,
        title="Activiteiten in {}",
        unknown="Deze gemeente bestaat niet. Gebruik haar NIS-code, zoals 44021.",
    ),
    "organisations": _About(
        subject=Subject.ORGANISATION,
        key=lambda text: uuid_of(text, NodeKind.ORGANISATION),
        title="Activiteiten van {}",
        unknown="Deze organisatie bestaat niet. Gebruik haar id uit de API.",
    ),
    "topics": _About(
        subject=Subject.TOPIC,
        key=lambda text: text if text.isprintable() else None,
        title="Activiteiten over {}",
        unknown="Dit thema bestaat niet. Gebruik zijn code uit de API.",
    ),
}


class PublicFeeds:
    """Answers with what is published."""

    def __init__(self, services: Callable[[], Services], settings: Settings, guarded: Guard) -> None:
        self._services = services
        self._settings = settings
        self._guarded = guarded
        self._documents = Documents()

    def routes(self) -> Iterator[Route]:
        """Give the routes."""
        for name, about in _SUBJECTS.items():
            for suffix, format_ in _FEEDS.items():
                yield Route(f"/feeds/{name}/{{key}}.{suffix}", self._guarded(partial(self._feed, about, format_)))
        for suffix, format_ in _ACTIVITIES.items():
            yield Route(f"/activities/{{key}}.{suffix}", self._guarded(partial(self._activity, format_)))

    @property
    def _reader(self) -> PublishedReader:
        return PublishedReader(self._services().rows)

    @property
    def _now(self) -> datetime:
        return self._services().tools.now()

    async def _feed(self, about: _About, format_: _Format, request: Request) -> Response:
        text = request.path_params["key"]
        key = about.key(text) if len(text) <= MOST_KEY else None
        published = None if key is None else await self._reader.about(about.subject, key, now=self._now)
        if published is None:
            return refusal(404, "NOT_FOUND", about.unknown)
        return await self._answer(request, format_, published, about.title.format(published.name))

    async def _activity(self, format_: _Format, request: Request) -> Response:
        text = request.path_params["key"]
        activity_id = uuid_of(text, NodeKind.ACTIVITY) if len(text) <= MOST_KEY else None
        published = None if activity_id is None else await self._reader.one(activity_id, now=self._now)
        if published is None:
            return refusal(404, "NOT_FOUND", "Deze activiteit bestaat niet of staat niet online.")
        return await self._answer(request, format_, published, published.name)

    async def _answer(self, request: Request, format_: _Format, published: Published, name: str) -> Response:
        year = as_local(self._now).year
        links = Links(base=self._settings.public_url or _asked_for(request), page=self._settings.activity_page)
        told = Told(name=name, path=quote(request.scope["path"]), published=published, links=links, year=year)
        state = repr((WRITTEN_AS, year, links, name, published.digest))
        document = Document(
            path=told.path,
            state=hashlib.sha256(state.encode(errors="replace")).hexdigest()[:32],
            media_type=format_.media_type,
            write=partial(format_.write, told),
            changed_at=published.changed_at,
        )
        try:
            return await self._documents.answer(request, document, cache_control=CACHE)
        except TimeoutError:
            message = "Er zijn nu te veel vragen. Probeer het zo meteen opnieuw."
            return refusal(503, "BUSY", message, headers={"retry-after": "60"})


def _asked_for(request: Request) -> str:
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host if _HOST.fullmatch(host) else 'localhost'}"

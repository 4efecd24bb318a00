"""An activity as schema.org knows it: JSON-LD that search engines and other agendas read, safe inside a page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from domain.activities.model import (
    Activity,
    ActivityContent,
    Contact,
    ContactKind,
    Location,
    LocationKind,
    Organiser,
    PriceKind,
)
from domain.rich_text import plain_text
from domain.schedules.local_time import as_local
from domain.schedules.model import Occurrence, OccurrenceStatus, Schedule
from domain.schedules.moments import lacks_hours
from domain.schedules.timetable import Series, Timetable, timetable
from ikdoemee.feeds.links import Links, tag_of
from ikdoemee.feeds.texts import one_line, sayable, web_address

SCHEMA = "https://schema.org"

_STATUS = {
    OccurrenceStatus.PLANNED: f"{SCHEMA}/EventScheduled",
    OccurrenceStatus.POSTPONED: f"{SCHEMA}/EventPostponed",
    OccurrenceStatus.CANCELLED: f"{SCHEMA}/EventCancelled",
}
_ATTENDANCE = {
    LocationKind.ON_SITE: f"{SCHEMA}/OfflineEventAttendanceMode",
    LocationKind.ONLINE: f"{SCHEMA}/OnlineEventAttendanceMode",
    LocationKind.MIXED: f"{SCHEMA}/MixedEventAttendanceMode",
}
_CONTACT = {
    ContactKind.EMAIL: "email",
    ContactKind.MOBILE: "telephone",
    ContactKind.LANDLINE: "telephone",
    ContactKind.WEBSITE: "url",
}

# As JSON the same characters, as HTML neither the end of a script nor the start of a comment.
_ESCAPED = ((b"<", rb"\u003c"), (b">", rb"\u003e"), (b"&", rb"\u0026"), ("\u2028".encode(), rb"\u2028"),
            ("\u2029".encode(), rb"\u2029"))  # fmt: skip

Thing = dict[str, Any]


def linked_data(activity: Activity, *, links: Links, year: int) -> bytes:
    """Return an activity as JSON that can stand in a script element of a page."""
    written = orjson.dumps(_without_gaps(_event(activity, links, year)))
    for plain, escaped in _ESCAPED:
        written = written.replace(plain, escaped)
    return written


def _event(activity: Activity, links: Links, year: int) -> Thing:
    content, name = activity.content, one_line(activity.content.title)
    made_on = as_local(activity.created_at).date()
    found = timetable(content.schedule, made_on=made_on, year=year)
    return {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": tag_of(activity),
        "name": name,
        "description": sayable(plain_text(content.description_html)) or None,
        "url": links.page_of(activity),
        "inLanguage": content.language,
        "image": web_address(content.image.url) if content.image else None,
        "eventStatus": _STATUS[_overall(content.schedule, found)],
        "eventAttendanceMode": _ATTENDANCE[content.location.kind],
        **_times(found, name),
        "location": _location(content.location),
        "organizer": _organizer(content.organiser, content.contacts) if content.organiser else None,
        **_offers(content),
    }


def _overall(schedule: Schedule, found: Timetable) -> OccurrenceStatus:
    """Return what holds for all dates; when they differ, each says for itself."""
    statuses = {series.status for series in found.series} | {each.status for each in found.dates}
    if not statuses:
        return schedule.status
    return statuses.pop() if len(statuses) == 1 else OccurrenceStatus.PLANNED


def _times(found: Timetable, name: str) -> Thing:
    """Return when; a cancelled date keeps its time."""
    parts = [_part(each, name) for each in found.dates]
    if not found.series:
        if not found.dates:
            return {}
        last_to_end = max(found.dates, key=lambda each: each.end)
        return {
            "startDate": _time(found.dates[0], found.dates[0].start),
            "endDate": _time(last_to_end, last_to_end.end),
            "subEvent": parts if len(parts) > 1 else None,
        }
    days = [as_local(each.start).date() for each in found.dates]
    last = [series.last for series in found.series]
    return {
        "startDate": min([*(series.first for series in found.series), *days]),
        "endDate": None if None in last else max([*filter(None, last), *days]),
        "eventSchedule": [_schedule(series) for series in found.series],
        "subEvent": parts or None,
    }


def _schedule(series: Series) -> Thing:
    return {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": [f"{SCHEMA}/{day.capitalize()}" for day in series.days],
        "startTime": series.opens.isoformat(timespec="seconds"),
        "endTime": series.closes.isoformat(timespec="seconds"),
        "startDate": series.first,
        "endDate": series.last,
        "exceptDate": list(series.left_out) or None,
        "scheduleTimezone": "Europe/Brussels",
    }


def _part(occurrence: Occurrence, name: str) -> Thing:
    return {
        "@type": "Event",
        "name": name,
        "startDate": _time(occurrence, occurrence.start),
        "endDate": _time(occurrence, occurrence.end),
        "eventStatus": _STATUS[occurrence.status],
    }


def _time(occurrence: Occurrence, instant: datetime) -> str:
    local = as_local(instant)
    return local.date().isoformat() if lacks_hours(occurrence) else local.isoformat(timespec="seconds")


def _location(location: Location) -> Thing | list[Thing] | None:
    places = list(_places(location))
    return places[0] if len(places) == 1 else places or None


def _places(location: Location) -> Iterator[Thing]:
    if location.kind is not LocationKind.ONLINE and (location.name or location.address):
        address, geo = location.address, location.geo
        yield {
            "@type": "Place",
            "name": one_line(location.name) if location.name else None,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": one_line(address.street),
                "postalCode": one_line(address.postcode),
                "addressLocality": one_line(address.locality),
                "addressCountry": "BE",
            }
            if address
            else None,
            "geo": {"@type": "GeoCoordinates", "latitude": geo.latitude, "longitude": geo.longitude} if geo else None,
        }
    if location.kind is not LocationKind.ON_SITE:
        yield {"@type": "VirtualLocation", "url": web_address(location.online_url)}


def _organizer(organiser: Organiser, contacts: tuple[Contact, ...]) -> Thing:
    found: Thing = {"@type": "Organization", "name": one_line(organiser.name)}
    for contact in contacts:
        if contact.kind in _CONTACT:
            found.setdefault(_CONTACT[contact.kind], one_line(contact.value))
    return found


def _offers(content: ActivityContent) -> Thing:
    price, registration = content.price, content.registration
    offer: Thing = {"@type": "Offer", "priceCurrency": "EUR"}
    if registration is not None:
        offer["url"] = web_address(registration.url)
    match price.kind:
        case PriceKind.UNKNOWN:
            return {}
        case PriceKind.FREE:
            return {"isAccessibleForFree": True, "offers": {**offer, "price": "0.00"}}
        case PriceKind.PAID if price.amount is None:
            return {"isAccessibleForFree": False}
        case PriceKind.PAID:
            return {"isAccessibleForFree": False, "offers": {**offer, "price": f"{price.amount:.2f}"}}


def _without_gaps(value: Any) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case dict():
            return {name: _without_gaps(each) for name, each in value.items() if each is not None}
        case list():
            return [_without_gaps(each) for each in value]
        case _:
            return value

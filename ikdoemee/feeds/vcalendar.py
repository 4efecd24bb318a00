"""The frame of a calendar (RFC 5545, with the names of RFC 7986), written piece by piece to keep count of its size."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from ikdoemee.feeds.texts import one_line

MOST_BYTES = 4 * 1024 * 1024
"""Of a whole document; calendar programs give up on larger ones."""

REFRESH = timedelta(hours=1)
"""How often programs that follow a calendar are asked to look."""

_END = b"END:VCALENDAR\r\n"


def calendar(name: str, entries: Iterable[Iterable[Event]]) -> bytes:
    """Return a calendar: entries as long as there is room, each with all of its events or not at all."""
    frame = Calendar()
    frame.add("prodid", "-//ikdoemee.be//ikdoemee//NL")
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    frame.add("name", one_line(name))
    # The older names of NAME and REFRESH-INTERVAL, for programs that know no others.
    frame.add("x-wr-calname", one_line(name))
    frame.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", vDuration(REFRESH))
    written = [frame.to_ical().removesuffix(_END), _brussels()]
    room = MOST_BYTES - sum(map(len, written)) - len(_END)
    for entry in entries:
        events = b"".join(event.to_ical() for event in entry)
        room -= len(events)
        if room < 0:
            break
        written.append(events)
    return b"".join((*written, _END))


@cache
def _brussels() -> bytes:
    """Return the clock changes of Brussels, by the rule that holds since 1996."""
    zone = Timezone()
    zone.add("tzid", "Europe/Brussels")
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for half, since, month, before, after, name in (
        (TimezoneDaylight(), "19960331T020000", 3, winter, summer, "CEST"),
        (TimezoneStandard(), "19961027T030000", 10, summer, winter, "CET"),
    ):
        half.add("dtstart", since, encode=False)
        half.add("tzoffsetfrom", before)
        half.add("tzoffsetto", after)
        half.add("tzname", name)
        half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(half)
    written: bytes = zone.to_ical()
    return written

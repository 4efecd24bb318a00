"""Open work as iCalendar: a whole-day event for each thing, on the day by which a moderator must have decided."""

from collections.abc import Sequence

from icalendar import Event

from domain.schedules.dutch import counted, full_date
from domain.schedules.local_time import as_local
from domain.work_feeds.model import OpenWork, WorkKind
from ikdoemee.feeds.links import AUTHORITY
from ikdoemee.feeds.texts import one_line
from ikdoemee.feeds.vcalendar import calendar

_TITLE = {WorkKind.TO_DECIDE: "Na te kijken: ", WorkKind.REPORTED: "Gerapporteerd: "}
_LINE = {WorkKind.TO_DECIDE: "na-te-kijken", WorkKind.REPORTED: "gemeld"}


def work_calendar(name: str, work: Sequence[OpenWork]) -> bytes:
    """Return a calendar of what waits."""
    return calendar(name, ([_event(each)] for each in work))


def _event(work: OpenWork) -> Event:
    event = Event()
    event.add("uid", f"{work.activity_id}-{_LINE[work.kind]}@{AUTHORITY}")
    event.add("dtstart", work.due)
    event.add("summary", _TITLE[work.kind] + one_line(work.title))
    event.add("description", _description(work))
    event.add("dtstamp", work.changed_at)
    event.add("last-modified", work.changed_at)
    event.add("sequence", work.version)
    event.add("class", "PRIVATE")
    # A day with work is not a day without time.
    event.add("transp", "TRANSPARENT")
    return event


def _description(work: OpenWork) -> str:
    since = full_date(as_local(work.arrived_at).date())
    lines = [
        f"Binnengekomen uit UiTdatabank op {since}."
        if work.kind is WorkKind.TO_DECIDE
        else f"{counted(work.count, 'open rapportering', 'open rapporteringen')} van bezoekers, de eerste op {since}."
    ]
    if work.next_start is not None:
        lines.append(f"Gaat de volgende keer door op {full_date(as_local(work.next_start).date())}.")
    return "\n".join(lines)

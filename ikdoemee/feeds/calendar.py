"""Activities as iCalendar: an event for each line of weekly hours and for each date of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime

from icalendar import Event

from domain.schedules.local_time import add_days, as_local, at_local_time
from domain.schedules.model import BRUSSELS, Occurrence, OccurrenceStatus
from domain.schedules.moments import lacks_hours
from domain.schedules.timetable import Series, timetable
from ikdoemee.feeds.links import AUTHORITY, Links
from ikdoemee.feeds.texts import description, one_line, place
from ikdoemee.feeds.vcalendar import calendar
from persistence.published import PublishedActivity

MOST_PROSE = 1000
"""Characters of a description: it stands in every event of an activity."""

_STATUS = {
    OccurrenceStatus.PLANNED: "CONFIRMED",
    OccurrenceStatus.POSTPONED: "TENTATIVE",
    OccurrenceStatus.CANCELLED: "CANCELLED",
}
# Many programs show a cancelled event like any other.
_TITLE = {
    OccurrenceStatus.PLANNED: "",
    OccurrenceStatus.POSTPONED: "Uitgesteld: ",
    OccurrenceStatus.CANCELLED: "Geannuleerd: ",
}
_NOTE = {
    OccurrenceStatus.PLANNED: "",
    OccurrenceStatus.POSTPONED: "Uitgesteld: gaat niet door op deze datum. Volg de activiteit voor een nieuwe datum.",
    OccurrenceStatus.CANCELLED: "Geannuleerd: gaat niet door op deze datum.",
}


def activity_calendar(name: str, published: list[PublishedActivity], *, links: Links, year: int) -> bytes:
    """Return a calendar of activities, the first ones first as long as there is room."""
    return calendar(name, (_Events(each, links, year).all() for each in published))


class _Events:
    """The events of one activity."""

    def __init__(self, published: PublishedActivity, links: Links, year: int) -> None:
        self._activity = published.activity
        self._year = year
        self._description = description(self._activity.content, most=MOST_PROSE)
        self._same = dict(_same_in_all(published, links))

    def all(self) -> Iterator[Event]:
        """Give the events."""
        activity = self._activity
        made_on = as_local(activity.created_at).date()
        found = timetable(activity.content.schedule, made_on=made_on, year=self._year)
        for series in found.series:
            yield self._repeated(series)
        for occurrence in found.dates:
            yield self._dated(occurrence)

    def _repeated(self, series: Series) -> Event:
        # One line for each pair of hours; its days may change, it stays the same line.
        event = self._event(f"{series.opens:%H%M%S}-{series.closes:%H%M%S}", series.status)
        ends_on = series.first if series.closes > series.opens else add_days(series.first, 1)
        event.add("dtstart", datetime.combine(series.first, series.opens, tzinfo=BRUSSELS))
        event.add("dtend", datetime.combine(ends_on, series.closes, tzinfo=BRUSSELS))
        rule: dict[str, object] = {"freq": "weekly", "byday": [day[:2] for day in series.days]}
        if series.last is not None:
            rule["until"] = at_local_time(series.last, series.opens)
        event.add("rrule", rule)
        if series.left_out:
            event.add("exdate", [datetime.combine(day, series.opens, tzinfo=BRUSSELS) for day in series.left_out])
        return event

    def _dated(self, occurrence: Occurrence) -> Event:
        start, end = occurrence.start, occurrence.end
        event = self._event(f"{_stamp(start)}-{_stamp(end)}", occurrence.status)
        if lacks_hours(occurrence):
            event.add("dtstart", as_local(start).date())
            return event
        shown = _in_brussels if _is_plain(start, end) else _in_utc
        event.add("dtstart", shown(start))
        if end > start:
            event.add("dtend", shown(end))
        return event

    def _event(self, line: str, status: OccurrenceStatus) -> Event:
        event = Event()
        event.add("uid", f"{self._activity.id}-{line}@{AUTHORITY}")
        event.add("summary", _TITLE[status] + one_line(self._activity.content.title))
        event.add("status", _STATUS[status])
        if text := "\n\n".join(filter(None, (_NOTE[status], self._description))):
            event.add("description", text)
        for name, value in self._same.items():
            event.add(name, value)
        return event


def _same_in_all(published: PublishedActivity, links: Links) -> Iterator[tuple[str, object]]:
    activity = published.activity
    location = activity.content.location
    yield "dtstamp", activity.updated_at
    yield "created", activity.created_at
    yield "last-modified", activity.updated_at
    yield "sequence", activity.version
    yield "url", links.page_of(activity)
    if where := place(location):
        yield "location", where
    if location.geo is not None:
        yield "geo", (location.geo.latitude, location.geo.longitude)
    if labels := [one_line(term.label) for term in published.terms]:
        yield "categories", labels


def _stamp(instant: datetime) -> str:
    return f"{_in_utc(instant):%Y%m%dT%H%M%SZ}"


def _in_brussels(instant: datetime) -> datetime:
    return as_local(instant)


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def _is_plain(start: datetime, end: datetime) -> bool:
    """Whether the clocks in Brussels do not change in between, nor show one of the times twice."""
    offsets = {as_local(each).replace(fold=fold).utcoffset() for each in (start, end) for fold in (0, 1)}
    return len(offsets) == 1

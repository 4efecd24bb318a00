"""A schedule as JSON in one column, and the occurrences it gives within the horizon that lists look at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.schedules.model import (
    Moment,
    Occurrence,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.moments import lasts_until, listed, unique_in_order
from domain.schedules.occurrences import occurrences

HORIZON = timedelta(days=400)
"""How far ahead weekly hours are written out for filtering and sorting; answers to people are computed exactly."""

MOST_STORED = 1000
"""Per activity."""

REFRESH_AHEAD = timedelta(days=370)
"""Once less than this is left of the horizon, it is written out again."""


def expand(schedule: Schedule, *, now: datetime) -> tuple[tuple[Occurrence, ...], datetime | None]:
    """Return the occurrences to store, and until when they are complete (None: for ever).

    They end when they are behind us, so that a date without hours is found until that date is over.
    """
    until = now + HORIZON
    found = occurrences(schedule, since=now - timedelta(days=1), until=until) if schedule.weekly else listed(schedule)
    stored = unique_in_order(replace(each, end=lasts_until(each)) for each in found)
    return stored[:MOST_STORED], until if schedule.weekly else None


def schedule_to_json(schedule: Schedule) -> dict[str, Any]:
    """Return the JSON of a schedule; what is empty is left out."""
    stored = {
        "kind": schedule.kind,
        "first": _iso(schedule.first),
        "last": _iso(schedule.last),
        "status": schedule.status,
        "moments": [
            {"start": m.start.isoformat(), "end": m.end.isoformat(), "status": m.status} for m in schedule.moments
        ],
        "weekly": [_hours_to_json(hours) for hours in schedule.weekly],
        "exceptions": [
            {
                "first": e.first.isoformat(),
                "last": e.last.isoformat(),
                "reason": e.reason,
                "hours": [_hours_to_json(hours) for hours in e.hours],
                **({"status": e.status} if e.status else {}),
            }
            for e in schedule.exceptions
        ],
    }
    return {name: value for name, value in stored.items() if value}


def schedule_from_json(stored: Mapping[str, Any]) -> Schedule:
    """Return the schedule that was stored."""
    return Schedule(
        kind=ScheduleKind(stored["kind"]),
        first=_date(stored.get("first")),
        last=_date(stored.get("last")),
        status=OccurrenceStatus(stored.get("status", OccurrenceStatus.PLANNED)),
        moments=tuple(
            Moment(
                start=datetime.fromisoformat(m["start"]),
                end=datetime.fromisoformat(m["end"]),
                status=OccurrenceStatus(m["status"]),
            )
            for m in stored.get("moments", ())
        ),
        weekly=tuple(_hours_from_json(hours) for hours in stored.get("weekly", ())),
        exceptions=tuple(
            ScheduleException(
                first=date.fromisoformat(e["first"]),
                last=date.fromisoformat(e["last"]),
                reason=e["reason"],
                hours=tuple(_hours_from_json(hours) for hours in e["hours"]),
                status=OccurrenceStatus(e["status"]) if e.get("status") else None,
            )
            for e in stored.get("exceptions", ())
        ),
    )


def _hours_to_json(hours: OpeningHours) -> dict[str, Any]:
    return {"days": list(hours.days), "opens": hours.opens.isoformat(), "closes": hours.closes.isoformat()}


def _hours_from_json(stored: Mapping[str, Any]) -> OpeningHours:
    return OpeningHours(
        days=tuple(Weekday(day) for day in stored["days"]),
        opens=time.fromisoformat(stored["opens"]),
        closes=time.fromisoformat(stored["closes"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

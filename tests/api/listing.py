"""Activities that differ in everything a list can be sorted on, ties and gaps included, and walks through lists."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from domain.activities.listing import ActivityOrderField
from domain.activities.model import Activity, ActivityStatus, Organiser, SourceSystem
from domain.schedules.model import Moment, OccurrenceStatus, OpeningHours, Schedule, ScheduleKind, Weekday
from tests.support.client import Client
from tests.support.clock import START
from tests.support.factories import activity, content

AROUND_GENT = {"latitude": 51.05, "longitude": 3.72, "kilometres": 100}

FLEXIBLE = Schedule(kind=ScheduleKind.FLEXIBLE)


def on(*days: date, hour: int = 19, status: OccurrenceStatus = OccurrenceStatus.PLANNED) -> Schedule:
    """Return the schedule of something that takes two hours on each of these days, in UTC."""
    starts = [datetime.combine(day, time(hour), UTC) for day in days]
    return Schedule(
        kind=ScheduleKind.SINGLE_DAY if len(days) == 1 else ScheduleKind.SEVERAL_DAYS,
        moments=tuple(Moment(start=start, end=start + timedelta(hours=2), status=status) for start in starts),
    )


def every(day: Weekday, *, first: date | None = None, last: date | None = None) -> Schedule:
    """Return the schedule of something on one weekday."""
    hours = OpeningHours(days=(day,), opens=time(19), closes=time(21))
    return Schedule(kind=ScheduleKind.WEEKLY, first=first, last=last, weekly=(hours,))


def mixed(statuses: Sequence[ActivityStatus]) -> list[Activity]:
    """Return seven activities with ties and gaps in every column that a list can be sorted on."""
    hour = timedelta(hours=1)
    made = [
        ("Appel", "Brug", FLEXIBLE, None, 0, 5),
        ("appel", None, on(date(2026, 12, 1)), START - hour, 0, 1),
        ("Äppel", "brug", on(date(2026, 12, 1)), START - hour, 3, 1),
        ("Ezel", "Wijk", on(date(2026, 11, 1)), None, 3, 2),
        ("ezel 10", "", every(Weekday.MONDAY), START - 2 * hour, 12, 3),
        ("Ezel 9", None, on(date(2026, 12, 5), status=OccurrenceStatus.CANCELLED), START - hour, 7, 3),
        ("Zee", "Zaal", FLEXIBLE, None, 0, 5),
    ]
    return [
        activity(
            content_=content(
                title=title, schedule=schedule, organiser=Organiser(name=organiser) if organiser is not None else None
            ),
            status=statuses[index % len(statuses)],
            published_at=published_at,
            views=views,
            created_at=START - age * hour,
            updated_at=START - (age // 2) * hour,
        )
        for index, (title, organiser, schedule, published_at, views, age) in enumerate(made)
    ]


def from_here(found: Activity) -> Activity:
    """Return an activity as if it had been entered here."""
    return replace(found, source=replace(found.source, system=SourceSystem.OWN))


def ordered(field: ActivityOrderField, direction: str) -> dict[str, Any]:
    """Return the variables for a list in an order, with the filter that the order needs."""
    near = {"filter": {"near": AROUND_GENT}} if field is ActivityOrderField.DISTANCE else {}
    return {"orderBy": {"field": field, "direction": direction}, **near}


async def walk(
    client: Client, query: str, path: Sequence[str], variables: dict[str, Any], *, size: int, backward: bool = False
) -> list[list[str]]:
    """Return the ids on each page of a list from one end to the other, checking what the pages say about themselves."""
    pages: list[list[str]] = []
    cursor: str | None = None
    while True:
        turn = {"last": size, "before": cursor} if backward else {"first": size, "after": cursor}
        found: Any = (await client.send(query, {**variables, **turn})).data
        for name in path:
            found = found[name]
        info, edges = found["pageInfo"], found["edges"]
        ids = [edge["node"]["id"] for edge in edges]
        pages.append(ids)
        more, back = ("hasPreviousPage", "hasNextPage") if backward else ("hasNextPage", "hasPreviousPage")
        assert info[back] is (cursor is not None)
        assert (info["startCursor"], info["endCursor"]) == (
            (edges[0]["cursor"], edges[-1]["cursor"]) if edges else (None, None)
        )
        if not info[more]:
            return pages
        cursor = info["startCursor" if backward else "endCursor"]
        assert len(pages) < 50, "the list does not end"

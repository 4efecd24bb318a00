"""A schedule in one line of Flemish Dutch, the same on whatever day it is read."""

from domain.schedules.model import Schedule, ScheduleKind
from domain.schedules.moments import listed
from domain.schedules.summary_of_hours import describe_hours
from domain.schedules.summary_of_moments import describe_moments
from domain.schedules.weekly_hours import repeats

NO_DATE = "nog geen datum"


def summary(schedule: Schedule) -> str:
    """Describe a schedule for people, as "elke dinsdag van 19.00 tot 21.00 uur, vanaf 1 december 2026"."""
    moments = listed(schedule)
    parts: list[str] = []
    # Beside listed dates, a period without hours would only say the same again.
    if repeats(schedule) or not moments:
        parts.append(describe_hours(schedule))
    if moments:
        parts.append(describe_moments(moments))
    text = "; ".join(filter(None, parts)) or NO_DATE
    return f"flexibel, {text}" if schedule.kind is ScheduleKind.FLEXIBLE else text

"""The time of an activity, as organisers fill it in."""

from datetime import date, datetime, time

import strawberry

from domain.schedules.filling_in import SubmittedException, SubmittedHours, SubmittedMoment, SubmittedSchedule
from domain.schedules.holidays import HolidayKind
from domain.schedules.model import OccurrenceStatus, ScheduleKind, Weekday


@strawberry.input(description="Hours on some days of the week.")
class OpeningHoursInput:
    """Hours on weekdays."""

    days: list[Weekday] = strawberry.field(
        default_factory=list, description="Days of the week; within an exception none means every day."
    )
    opens: time = strawberry.field(description="Start.")
    closes: time = strawberry.field(description="End; before `opens` it is that of the next day.")


@strawberry.input(description="Days on which the weekly hours do not hold, or not as they are.")
class ScheduleExceptionInput:
    """Dates on which the weekly hours do not hold."""

    first: date = strawberry.field(name="from", description="First day.")
    last: date | None = strawberry.field(
        name="to", default=None, description="Last day, included; null for a single day."
    )
    reason: str | None = strawberry.field(default=None, description="Why, in at most 100 characters.")
    hours: list[OpeningHoursInput] = strawberry.field(
        default_factory=list, description="Hours that hold instead; none: nothing takes place."
    )
    status: OccurrenceStatus | None = strawberry.field(
        default=None,
        description="CANCELLED or POSTPONED: the normal hours stay to be seen, with this status. Null: they do not "
        "hold.",
    )


@strawberry.input(description="One date.")
class MomentInput:
    """A date with its hours."""

    start: datetime = strawberry.field(description="Start.")
    end: datetime = strawberry.field(description="End, after the start.")
    status: OccurrenceStatus = strawberry.field(
        default=OccurrenceStatus.PLANNED, description="Goes ahead, postponed or cancelled."
    )


@strawberry.input(
    description="When an activity takes place. All hours are those of Europe/Brussels, winter and summer."
)
class ScheduleInput:
    """When it takes place."""

    kind: ScheduleKind = strawberry.field(description="How the time is filled in; it decides which fields belong.")
    start: date | None = strawberry.field(
        default=None, description="WEEKLY and FLEXIBLE: first day; null if it has begun or may begin any day."
    )
    end: date | None = strawberry.field(
        default=None, description="WEEKLY and FLEXIBLE: last day, included; null if it goes on."
    )
    moments: list[MomentInput] = strawberry.field(
        default_factory=list, description="SINGLE_DAY and SEVERAL_DAYS: the dates, at most 366."
    )
    weekly: list[OpeningHoursInput] = strawberry.field(
        default_factory=list, description="WEEKLY and FLEXIBLE: hours that repeat every week, at most 20 lines."
    )
    exceptions: list[ScheduleExceptionInput] = strawberry.field(
        default_factory=list,
        description="Days on which the weekly hours do not hold; at most 100, with 20 lines of hours for one day.",
    )
    skip_holidays: list[HolidayKind] = strawberry.field(
        default_factory=list,
        description="Adds an exception for each of these holidays between `start` and `end` on which there would have "
        "been hours. They can be changed afterwards like any other exception.",
    )
    status: OccurrenceStatus = strawberry.field(
        default=OccurrenceStatus.PLANNED, description="Of all weekly dates at once."
    )


def submitted_schedule(given: ScheduleInput) -> SubmittedSchedule:
    """Return what was filled in."""
    return SubmittedSchedule(
        kind=given.kind,
        start=given.start,
        end=given.end,
        moments=tuple(SubmittedMoment(start=each.start, end=each.end, status=each.status) for each in given.moments),
        weekly=_hours(given.weekly),
        exceptions=tuple(
            SubmittedException(
                first=each.first, last=each.last, reason=each.reason, hours=_hours(each.hours), status=each.status
            )
            for each in given.exceptions
        ),
        without=frozenset(given.skip_holidays),
        status=given.status,
    )


def _hours(given: list[OpeningHoursInput]) -> tuple[SubmittedHours, ...]:
    return tuple(SubmittedHours(days=tuple(each.days), opens=each.opens, closes=each.closes) for each in given)

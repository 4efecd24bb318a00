"""When an activity takes place."""

from datetime import date, datetime, time

import strawberry

from domain.schedules.model import OccurrenceStatus, ScheduleKind, Weekday


@strawberry.type(description="Hours on some days of the week.")
class OpeningHours:
    """Hours on weekdays."""

    days: list[Weekday] = strawberry.field(description="Days of the week, Monday first.")
    opens: time = strawberry.field(description="Start.")
    closes: time = strawberry.field(description="End; at or before `opens` it is that of the next day.")


@strawberry.type(description="One date of a schedule that lists its dates.")
class Moment:
    """A listed date."""

    start: datetime = strawberry.field(description="Start.")
    end: datetime = strawberry.field(description="End.")
    status: OccurrenceStatus = strawberry.field(description="Goes ahead, postponed or cancelled.")


@strawberry.type(description="Days on which the weekly hours do not hold, or not as they are.")
class ScheduleException:
    """Dates on which the weekly hours do not hold."""

    first: date = strawberry.field(name="from", description="First day.")
    last: date = strawberry.field(name="to", description="Last day, included.")
    reason: str | None = strawberry.field(
        description="Why, such as 'kerstvakantie' (Christmas holidays); null if not stated."
    )
    closed: bool = strawberry.field(
        description="True: nothing takes place on these days. False: other hours hold, or `status` says what does."
    )
    hours: list[OpeningHours] = strawberry.field(description="The hours that hold instead; empty if none do.")
    status: OccurrenceStatus | None = strawberry.field(
        description="The normal hours, but POSTPONED or CANCELLED; null if they do not hold at all."
    )


@strawberry.type(description="One time that an activity takes place, or would have.")
class Occurrence:
    """One time that it takes place."""

    start: datetime = strawberry.field(description="Start.")
    end: datetime = strawberry.field(description="End; the same as `start` if only that is known.")
    status: OccurrenceStatus = strawberry.field(description="Goes ahead, postponed or cancelled.")


@strawberry.type(description="When an activity takes place.")
class Schedule:
    """When it takes place."""

    kind: ScheduleKind = strawberry.field(description="How the time is filled in.")
    first_day: date | None = strawberry.field(description="First day of the weekly or flexible period; null if open.")
    last_day: date | None = strawberry.field(description="Last day of that period, included; null if open.")
    moments: list[Moment] = strawberry.field(description="Dates listed one by one; empty for weekly hours.")
    weekly: list[OpeningHours] = strawberry.field(description="Hours that repeat every week; empty for listed dates.")
    exceptions: list[ScheduleException] = strawberry.field(description="Exceptions to the weekly hours; may be empty.")
    summary: str = strawberry.field(description="The time in Dutch, such as 'elke dinsdag van 19.00 tot 21.00 uur'.")
    start: datetime | None = strawberry.field(description="Start of the first occurrence; null if that is open.")
    end: datetime | None = strawberry.field(description="End of the last occurrence; null if that is open.")

"""When an activity takes place."""

from datetime import date, datetime

import strawberry

from domain.schedules.model import OccurrenceStatus, ScheduleKind


@strawberry.type(description="Days on which the weekly hours do not hold.")
class ScheduleException:
    """Dates on which the weekly hours do not hold."""

    first: date = strawberry.field(name="from", description="First day.")
    last: date = strawberry.field(name="to", description="Last day, included.")
    reason: str | None = strawberry.field(
        description="Why, such as 'kerstvakantie' (Christmas holidays); null if not stated."
    )
    closed: bool = strawberry.field(description="True: nothing takes place on these days. False: other hours hold.")


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
    exceptions: list[ScheduleException] = strawberry.field(description="Exceptions to the weekly hours; may be empty.")
    summary: str = strawberry.field(description="The time in Dutch, such as 'elke dinsdag van 19.00 tot 21.00 uur'.")
    start: datetime | None = strawberry.field(description="Start of the first occurrence; null if that is open.")
    end: datetime | None = strawberry.field(description="End of the last occurrence; null if that is open.")

"""When an activity takes place."""

from datetime import date, datetime

import strawberry

from domain.schedules import model
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from domain.schedules.occurrences import bounds
from domain.schedules.summary import summary


@strawberry.type(description="Days on which the weekly hours do not hold.")
class ScheduleException:
    """Dates on which the weekly hours do not hold."""

    from_: date = strawberry.field(name="from", description="First day.")
    to: date = strawberry.field(description="Last day, included.")
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

    @classmethod
    def of(cls, occurrence: model.Occurrence) -> "Occurrence":
        """Show an occurrence."""
        return cls(start=occurrence.start, end=occurrence.end, status=occurrence.status)


@strawberry.type(description="When an activity takes place.")
class Schedule:
    """When it takes place."""

    kind: ScheduleKind = strawberry.field(description="How the time is filled in.")
    exceptions: list[ScheduleException] = strawberry.field(description="Exceptions to the weekly hours; may be empty.")
    schedule: strawberry.Private[model.Schedule]

    @strawberry.field(description="The time in Dutch, such as 'elke dinsdag van 19.00 tot 21.00 uur'.")
    def summary(self) -> str:
        """Return the time in words."""
        return summary(self.schedule)

    @strawberry.field(description="Start of the first occurrence; null if that is open.")
    def start(self) -> datetime | None:
        """Return the first start."""
        return bounds(self.schedule)[0]

    @strawberry.field(description="End of the last occurrence; null if that is open.")
    def end(self) -> datetime | None:
        """Return the last end."""
        return bounds(self.schedule)[1]

    @classmethod
    def of(cls, schedule: model.Schedule) -> "Schedule":
        """Show a schedule."""
        return cls(
            kind=schedule.kind,
            exceptions=[
                ScheduleException(from_=each.first, to=each.last, reason=each.reason, closed=each.closed)
                for each in schedule.exceptions
            ],
            schedule=schedule,
        )

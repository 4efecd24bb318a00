"""When an activity takes place."""

from datetime import date, datetime

import strawberry

from domain.schedules import model
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from domain.schedules.occurrences import bounds
from domain.schedules.summary import summary


@strawberry.type(description="Dagen waarop de vaste uren niet gelden.")
class ScheduleException:
    """Dates on which the weekly hours do not hold."""

    from_: date = strawberry.field(name="from", description="Eerste dag.")
    to: date = strawberry.field(description="Laatste dag, inbegrepen.")
    reason: str | None = strawberry.field(description="Waarom, bijvoorbeeld 'kerstvakantie'.")
    closed: bool = strawberry.field(description="Of het dan niet doorgaat; anders gelden andere uren.")


@strawberry.type(description="Eén keer dat een activiteit doorgaat (of zou doorgaan).")
class Occurrence:
    """One time that it takes place."""

    start: datetime = strawberry.field(description="Begin.")
    end: datetime = strawberry.field(description="Einde.")
    status: OccurrenceStatus = strawberry.field(description="Gaat door, uitgesteld of geannuleerd.")

    @classmethod
    def of(cls, occurrence: model.Occurrence) -> "Occurrence":
        """Show an occurrence."""
        return cls(start=occurrence.start, end=occurrence.end, status=occurrence.status)


@strawberry.type(description="Wanneer een activiteit plaatsvindt.")
class Schedule:
    """When it takes place."""

    kind: ScheduleKind = strawberry.field(description="Hoe de tijd is ingevuld.")
    exceptions: list[ScheduleException] = strawberry.field(description="Uitzonderingen op de vaste uren.")
    schedule: strawberry.Private[model.Schedule]

    @strawberry.field(description="De tijd in een zin, bijvoorbeeld 'elke dinsdag van 19.00 tot 21.00 uur'.")
    def summary(self) -> str:
        """Return the time in words."""
        return summary(self.schedule)

    @strawberry.field(description="Begin van de eerste keer; null als dat open is.")
    def start(self) -> datetime | None:
        """Return the first start."""
        return bounds(self.schedule)[0]

    @strawberry.field(description="Einde van de laatste keer; null als dat open is.")
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

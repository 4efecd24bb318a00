"""The time of an activity as its organiser thinks of it, in local wall-clock terms where those matter.

Instants are aware datetimes; dates and times of day without a zone are those of Europe/Brussels, so that a course at
19:00 stays at 19:00 when the clock changes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class ScheduleKind(StrEnum):
    """How an organiser chose to fill in the time."""

    SINGLE_DAY = "SINGLE_DAY"
    """Eén dag."""
    SEVERAL_DAYS = "SEVERAL_DAYS"
    """Meerdere dagen."""
    WEEKLY = "WEEKLY"
    """Vaste dagen per week."""
    FLEXIBLE = "FLEXIBLE"
    """Flexibel: by appointment, or whenever the place is open."""


class OccurrenceStatus(StrEnum):
    """Whether one occurrence goes ahead."""

    PLANNED = "PLANNED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


class Weekday(StrEnum):
    """Days in the order of `datetime.date.weekday()`."""

    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the weekday of a date."""
        return tuple(cls)[day.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """One date of a schedule that lists its dates."""

    start: datetime
    end: datetime
    status: OccurrenceStatus = OccurrenceStatus.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """Hours on some weekdays; `closes` at or before `opens` means past midnight."""

    days: tuple[Weekday, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleException:
    """Dates, both ends included, on which the weekly hours do not hold as they are.

    With `hours` those replace the normal ones. With `status` the normal hours stay, and people read that they are
    called off or moved. Without either nothing takes place. Where two exceptions meet, closed wins over deviating, and
    of two statuses the one that keeps people at home.
    """

    first: date
    last: date
    reason: str | None = None
    hours: tuple[OpeningHours, ...] = ()
    status: OccurrenceStatus | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing was ever going to take place on these dates."""
        return not self.hours and self.status is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When an activity takes place.

    `moments` are dates listed one by one; `weekly` are hours that repeat between the local dates `first` and `last`
    (both included, open where None), except on `exceptions`. `status` holds for every date that weekly hours give;
    moments carry their own.
    """

    kind: ScheduleKind
    first: date | None = None
    last: date | None = None
    moments: tuple[Moment, ...] = ()
    weekly: tuple[OpeningHours, ...] = ()
    exceptions: tuple[ScheduleException, ...] = ()
    status: OccurrenceStatus = OccurrenceStatus.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Occurrence:
    """One time that an activity takes place (or would have)."""

    start: datetime
    end: datetime
    status: OccurrenceStatus

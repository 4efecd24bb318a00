"""When people are reminded of a grant: before it ends, and once a year when all are looked over. Pure rules."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.schedules.local_time import add_days, day_of

DAYS_BEFORE = (60, 14, 1)
"""How many days before its end a grant is warned of."""
LOOKED_OVER_FROM = (1, 15)
"""Month and day from which administrators look over all grants of their organisation, each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """Another grant of the same right to the same person there, that ends later."""

    begin: date
    contexts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningGrant:
    """A grant that holds today, of somebody who works there, as reminders tell of it."""

    id: UUID
    person_name: str
    email: str
    organisation_name: str
    right_name: str
    contexts: frozenset[str]
    begin: date
    end: date
    external: bool
    changed_at: datetime
    successors: tuple[Successor, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether the person keeps the right without a day in between, with all that it holds."""
        following = add_days(self.end, 1)
        return any(each.begin <= following and self.contexts <= each.contexts for each in self.successors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An administrator, as mails reach them."""

    person_id: UUID
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWarning:
    """That a grant ends, said so many days before at the earliest."""

    grant: RunningGrant
    days: int

    @property
    def key(self) -> tuple[UUID, date, int]:
        """What makes it this one: with another last day it is another."""
        return (self.grant.id, self.grant.end, self.days)


def warnings_of(grants: Iterable[RunningGrant], *, today: date) -> Sequence[EndWarning]:
    """Return the warnings that people should have had by today: the latest one for each grant."""
    found = ((grant, _days_before(grant, today)) for grant in grants)
    return [EndWarning(grant=grant, days=days) for grant, days in found if days is not None]


def _days_before(grant: RunningGrant, today: date) -> int | None:
    left = (grant.end - today).days
    days = min((each for each in DAYS_BEFORE if left <= each), default=None)
    if days is None or left < 0 or grant.goes_on:
        return None
    # Whoever gave it, or changed it, after the day of the warning knows how short it is.
    known_since = max(grant.begin, day_of(grant.changed_at))
    return days if add_days(grant.end, -days) > known_since else None


def not_told(warnings: Iterable[EndWarning], told: Collection[tuple[UUID, date, int]]) -> Sequence[EndWarning]:
    """Return the warnings that somebody did not get yet, by the day on which the right ends."""
    return sorted((each for each in warnings if each.key not in told), key=lambda each: (each.grant.end, each.grant.id))


def year_to_look_over(today: date) -> int | None:
    """Return the year whose list administrators should have had by today; None in its first days."""
    return today.year if (today.month, today.day) >= LOOKED_OVER_FROM else None

"""Whether an organisation keeps a local administrator whatever is changed: pure, day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.grants.model import Grant
from domain.schedules.local_time import add_days

NOTICE_DAYS = 30
"""For how long somebody must be left, after an administrator leaves: time enough to appoint another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """When somebody decides on the access of an organisation: while they have the right and work there."""

    grant_id: UUID
    begin: date
    end: date
    works_from: date
    works_until: date | None

    @property
    def first(self) -> date:
        """The first day."""
        return max(self.begin, self.works_from)

    @property
    def last(self) -> date:
        """The last day."""
        return self.end if self.works_until is None else min(self.end, self.works_until)

    def holds_on(self, day: date) -> bool:
        """Whether they decide on a day."""
        return self.first <= day <= self.last


Administrations = Mapping[UUID, Sequence[Term]]
"""Who decides on the access of organisations, and when."""


def with_changed(administrations: Administrations, grant: Grant) -> Administrations:
    """Return who decides once a grant is as given."""
    return {
        organisation_id: [
            replace(term, begin=grant.begin, end=grant.end) if term.grant_id == grant.id else term
            for term in terms
            if term.grant_id != grant.id or grant.revoked_at is None
        ]
        for organisation_id, terms in administrations.items()
    }


def first_gap(before: Administrations, after: Administrations, *, today: date) -> tuple[UUID, date] | None:
    """Return the first day that leaves an organisation without the administrator that it had; None if there is none.

    Looks at the first weeks after somebody is lost. Days on which nobody decided before either are no gap, and neither
    is the day on which those who are left come to the end of their own term, long after.
    """
    gaps = (
        (day, organisation_id)
        for organisation_id, terms in before.items()
        if (day := _first_gap(terms, after[organisation_id], today)) is not None
    )
    day, organisation_id = min(gaps, default=(None, None))
    return None if day is None or organisation_id is None else (organisation_id, day)


def _first_gap(before: Sequence[Term], after: Sequence[Term], today: date) -> date | None:
    # Somebody is lost today, when they begin who no longer do, or on the day after they end. So is the last of them.
    turns = {today, *(term.first for term in before), *(add_days(term.last, 1) for term in after)}
    days = sorted(day for day in turns if day >= today)
    lost = next((day for day in days if _deciding(before, day) - _deciding(after, day)), None)
    if lost is None:
        return None
    until = add_days(lost, NOTICE_DAYS)
    return next(
        (day for day in days if lost <= day < until and _deciding(before, day) and not _deciding(after, day)), None
    )


def _deciding(terms: Iterable[Term], day: date) -> frozenset[UUID]:
    return frozenset(term.grant_id for term in terms if term.holds_on(day))

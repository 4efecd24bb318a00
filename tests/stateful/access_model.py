"""What must be there after people asked, decided and ended: requests, grants, work relations, trail and mails."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.access_audit import AccessAction
from domain.schedules.local_time import day_of
from resolvers.ids import NodeKind, uuid_of
from tests.support.api import GENT_ID
from tests.support.clock import START

OPEN = ("SUBMITTED", "WORK_RELATION_NEEDED")
LONGEST = 731
"""Days that a right lasts at most."""

Line = tuple[str, UUID | None, UUID | None, str, UUID | None, str | None, datetime]
"""Of the trail: what, of which request, about which grant, by whom, for whom, why and when."""


@dataclass(slots=True)
class Asked:
    """A request as it must be; `last` is the last day of what an approval would grant."""

    person: str
    right: str | None
    status: str = "SUBMITTED"
    version: int = 1
    first: date = date.min
    last: date = date.min

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.status in OPEN

    def becomes(self, status: str) -> None:
        """Change the state."""
        self.status, self.version = status, self.version + 1


@dataclass(slots=True)
class Granted:
    """A grant as it must be."""

    person: str
    right: str
    first: date
    last: date
    request: UUID | None
    version: int = 1
    revoked: bool = False

    def is_over(self, today: date) -> bool:
        """Whether nothing can bring it back."""
        return self.revoked or self.last < today


@dataclass(slots=True)
class Model:
    """What must be there."""

    employed: set[str]
    administrators: Sequence[UUID]
    requests: dict[str, Asked] = field(default_factory=dict[str, Asked])
    grants: dict[UUID, Granted] = field(default_factory=dict[UUID, Granted])
    trail: Counter[Line] = field(default_factory=Counter[Line])
    mailed: set[str] = field(default_factory=set[str])
    """Keys of the mails, of which there is one each."""
    now: datetime = START

    @property
    def today(self) -> date:
        """The day that it is."""
        return day_of(self.now)

    def needs_not(self, person: str, right: str | None) -> bool:
        """Whether somebody has already what they ask for, or asked for it."""
        asked = any(each.is_open and (each.person, each.right) == (person, right) for each in self.requests.values())
        has = person in self.employed if right is None else bool(self.running(person, right, since=self.today))
        return asked or has

    def running(self, person: str, right: str, *, since: date) -> list[Granted]:
        """Return the grants of a right to a person that hold on a day or later."""
        return [
            each
            for each in self.grants.values()
            if (each.person, each.right) == (person, right) and not each.revoked and each.last >= since
        ]

    def in_the_way(self, person: str, right: str, first: date, last: date, *, but: Granted | None = None) -> bool:
        """Whether somebody has a right already on one of these days."""
        return any(
            each.first <= last and first <= each.last
            for each in self.running(person, right, since=first)
            if each is not but
        )

    def terms(self, lasting: int) -> tuple[date, date]:
        """Return the first and the last day of a right from today on."""
        return self.today, self.today + timedelta(days=lasting)

    def notes(
        self,
        action: AccessAction,
        by: str,
        reason: str | None,
        *,
        request: str | None = None,
        grant: UUID | None = None,
    ) -> None:
        """Expect a line in the trail. One asks, and takes back, as a person; one decides for the organisation."""
        acting_as = None if action in {AccessAction.REQUESTED, AccessAction.WITHDRAWN} else GENT_ID
        about = uuid_of(request, NodeKind.ACCESS_REQUEST) if request else None
        self.trail[
            action, about or (self.grants[grant].request if grant else None), grant, by, acting_as, reason, self.now
        ] += 1

    def mails(self, request: str, *told: object) -> None:
        """Expect mails about a request."""
        key = uuid_of(request, NodeKind.ACCESS_REQUEST)
        self.mailed |= {f"access-request:{key}:{each}" for each in told}

    def asks(self, request: str, person: str, right: str | None, reason: str) -> None:
        """Expect a new request."""
        self.requests[request] = Asked(person, right)
        self.notes(AccessAction.REQUESTED, person, reason, request=request)
        self.mails(request, *(f"submitted:{each}" for each in ("applicant", *self.administrators)))

    def waits(self, request: str, by: str, reason: str, terms: tuple[date, date]) -> None:
        """Expect an approval that waits for a work relation."""
        asked = self.requests[request]
        asked.first, asked.last = terms
        asked.becomes("WORK_RELATION_NEEDED")
        self.notes(AccessAction.WORK_RELATION_AWAITED, by, reason, request=request)
        self.mails(request, "work_relation_needed")

    def approves(self, request: str, by: str, reason: str, grant: UUID | None, terms: tuple[date, date]) -> None:
        """Expect an approval that stands, with the grant that it gave if it was about a right."""
        asked = self.requests[request]
        asked.becomes("APPROVED")
        self.notes(AccessAction.APPROVED, by, reason, request=request)
        self.mails(request, "approved")
        assert (grant is None) == (asked.right is None)
        if grant is not None and asked.right is not None:
            about = uuid_of(request, NodeKind.ACCESS_REQUEST)
            self.grants[grant] = Granted(asked.person, asked.right, *terms, request=about)
            self.notes(AccessAction.GRANTED, by, reason, grant=grant)

    def rejects(self, request: str, by: str, reason: str) -> None:
        """Expect a rejection."""
        self.requests[request].becomes("REJECTED")
        self.notes(AccessAction.REJECTED, by, reason, request=request)
        self.mails(request, "rejected")

    def changes(self, grant: UUID, action: AccessAction, by: str, reason: str, told: str) -> None:
        """Expect a grant that was changed to be a version further, and its holder to know."""
        self.grants[grant].version += 1
        self.notes(action, by, reason, grant=grant)
        self.mailed.add(f"grant:{grant}:{told}:{self.grants[grant].version}")

"""From who somebody is to the actor of the domain: the only place where rights come together."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from auth.claims import Identity
from domain.actors import Actor, Person, person_key
from domain.grants.model import HeldRights
from domain.organisations.model import Organisation
from domain.schedules.local_time import day_of

FindOrganisation = Callable[[str], Awaitable[Organisation | None]]


class RightsFrom(StrEnum):
    """Where rights come from."""

    CLAIMS = "claims"
    """The identity provider says which; for an installation whose rights are managed elsewhere."""
    GRANTS = "grants"
    """Only what was granted here counts."""
    BOTH = "both"
    """Either is enough."""


class FindHeld(Protocol):
    """Finds what somebody was granted here."""

    async def __call__(self, subject: str, organisation_id: UUID | None, /, *, on: date) -> HeldRights | None:
        """Return what a person holds at an organisation on a day; None for somebody who is not known here."""
        ...


class ActorFinder:
    """Finds out what somebody may do, however they proved who they are: with a token or with a session."""

    def __init__(
        self,
        find_organisation: FindOrganisation,
        find_held: FindHeld,
        *,
        rights_from: RightsFrom = RightsFrom.BOTH,
        now: Callable[[], datetime],
    ) -> None:
        self._find_organisation = find_organisation
        self._find_held = find_held
        self._rights_from = rights_from
        self._now = now

    async def actor_of(self, identity: Identity) -> Actor:
        """Return who somebody is here, now. Rights count for the organisation that they signed in for, if we know it.

        Called again whenever something may have changed: nothing of an earlier answer is kept here.
        """
        code = identity.organisation_code
        organisation = await self._find_organisation(code) if code else None
        held = await self._find_held(
            identity.subject, organisation.id if organisation else None, on=day_of(self._now())
        )
        known_as = held.person_id if held is not None and held.person_id != person_key(identity.subject) else None
        return Actor(
            person=Person(id=identity.subject, name=identity.name, known_as=known_as),
            organisation=organisation,
            organisation_code=code,
            rights=self._rights(identity, held) if organisation is not None else frozenset(),
            expires_at=identity.expires_at,
        )

    def _rights(self, identity: Identity, held: HeldRights | None) -> frozenset[str]:
        rights = frozenset[str]()
        if self._rights_from is not RightsFrom.GRANTS:
            rights |= identity.rights
        if self._rights_from is not RightsFrom.CLAIMS and held is not None:
            rights |= held.rights
        return rights

"""From who somebody is to the actor of the domain: the only place where rights come together."""

from collections.abc import Awaitable, Callable

from auth.claims import Identity
from domain.actors import Actor, Person
from domain.organisations.model import Organisation

FindOrganisation = Callable[[str], Awaitable[Organisation | None]]


class ActorFinder:
    """Finds out what somebody may do, however they proved who they are: with a token or with a session."""

    def __init__(self, find_organisation: FindOrganisation) -> None:
        self._find_organisation = find_organisation

    async def actor_of(self, identity: Identity) -> Actor:
        """Return who somebody is here, now. Rights count for the organisation that they signed in for, if we know it.

        Called again whenever something may have changed: nothing of an earlier answer is kept here.
        """
        code = identity.organisation_code
        organisation = await self._find_organisation(code) if code else None
        return Actor(
            person=Person(id=identity.subject, name=identity.name),
            organisation=organisation,
            organisation_code=code,
            rights=identity.rights if organisation is not None else frozenset(),
            expires_at=identity.expires_at,
        )

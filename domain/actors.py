"""Who is asking: nobody in particular, an organiser, or a moderator of a territory."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from domain.activities.model import ActorKind, Author
from domain.organisations.model import Organisation, OrganisationKind
from domain.territories.model import Nis

MODERATOR_RIGHT = "AGII_Aanbodplatform_LB_CompEnt_Gebruiker"
"""Code of the right in the Flemish access management that makes a person a moderator."""

LOCAL_ADMINISTRATOR_RIGHT = "Gebruikersbeheer_LokaleBeheerder"
"""Code of the right to decide on access requests of one's organisation."""

HEAD_ADMINISTRATOR_RIGHT = "Gebruikersbeheer_HoofdLokaleBeheerder"
"""Code of the same right for whom the organisation answers with first."""

_PERSONS = UUID("6f9d1c5e-0d0b-5d0e-9c4f-1f6a4c1f2b7a")


def person_key(subject: str) -> UUID:
    """Return the key of a person who was first heard of when they signed in."""
    return uuid5(_PERSONS, subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who signed in; `id` is what the access management calls the subject."""

    id: str
    name: str
    known_as: UUID | None = None
    """Under which key the access management here knows them, if that does not follow from the subject."""

    @property
    def key(self) -> UUID:
        """The key under which what concerns their access is kept."""
        return self.known_as or person_key(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone in one capacity: a person, acting for one organisation or for nobody, with rights that hold there.

    The anonymous visitor is an actor without a person.
    """

    person: Person | None = None
    organisation: Organisation | None = None
    organisation_code: str | None = None
    """KBO number or OVO code that the person signed in for, also if no such organisation is known here yet."""
    rights: frozenset[str] = field(default_factory=frozenset[str])
    expires_at: datetime | None = None
    """When the proof of identity ends; nothing may be delivered after it."""

    @property
    def territories(self) -> frozenset[Nis]:
        """Municipalities that this actor moderates: the one it acts for, if it has the right there."""
        acting_for = self.organisation
        if (
            acting_for is None
            or acting_for.kind is not OrganisationKind.MUNICIPALITY
            or acting_for.municipality is None
            or MODERATOR_RIGHT not in self.rights
        ):
            return frozenset()
        return frozenset({acting_for.municipality})

    def moderates(self, territory: Nis | None) -> bool:
        """Whether this actor looks after a territory."""
        return territory is not None and territory in self.territories

    def acts_for(self, organisation_id: UUID | None) -> bool:
        """Whether this actor speaks for an organisation."""
        return organisation_id is not None and organisation_id == self.organisation_id

    def looks_after(self, *, territory: Nis | None, organisation_id: UUID | None) -> bool:
        """Whether something is in this actor's care: on a territory it moderates, or of its organisation."""
        return self.moderates(territory) or self.acts_for(organisation_id)

    @property
    def administers(self) -> UUID | None:
        """Id of the organisation on whose access this actor decides, and on that of those it manages; None if none."""
        acting_for = self.organisation
        if acting_for is None or not self.rights & {LOCAL_ADMINISTRATOR_RIGHT, HEAD_ADMINISTRATOR_RIGHT}:
            return None
        return acting_for.id

    @property
    def organisation_id(self) -> UUID | None:
        """Id of the organisation this actor speaks for."""
        return self.organisation.id if self.organisation else None

    @property
    def author(self) -> Author:
        """How a change by this actor is signed."""
        return Author(
            kind=ActorKind.PERSON,
            name=self.person.name if self.person else "Een bezoeker",
            organisation_id=self.organisation_id,
            organisation_name=self.organisation.name if self.organisation else None,
        )


ANONYMOUS = Actor()

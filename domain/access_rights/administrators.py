"""Local administrators: who decides on the access of an organisation."""

from dataclasses import dataclass
from uuid import UUID

from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT
from domain.organisations.target_groups import TargetGroup
from domain.persons.model import KnownPerson

ADMINISTRATOR_RIGHTS = frozenset({LOCAL_ADMINISTRATOR_RIGHT, HEAD_ADMINISTRATOR_RIGHT})
"""Rights to decide on the access of an organisation; granted by administrators, never asked for by a form."""


_NO_ADMINISTRATOR = (
    "Deze organisatie heeft geen lokale beheerder met een e-mailadres. Daarom kan je er geen toegang aanvragen. "
)
_LOCAL_GOVERNMENT = (
    "Vraag aan de IT-verantwoordelijke van je bestuur om een lokale beheerder aan te duiden met het formulier van het "
    "Gebruikersbeheer, of bel gratis 1700."
)
_ANY_OTHER = (
    "Vraag aan de wettelijke vertegenwoordiger om een toegangsbeheerder aan te duiden via het Beheer der "
    "Toegangsbeheerders (BTB), of bel gratis 1700."
)


def no_administrator(group: TargetGroup) -> str:
    """Say why nobody can ask for access to an organisation without an administrator, and what to do about it."""
    return _NO_ADMINISTRATOR + (_LOCAL_GOVERNMENT if group is TargetGroup.LB else _ANY_OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrator:
    """Somebody who decides on the access of an organisation."""

    person: KnownPerson
    organisation_id: UUID
    """For which they are administrator: the organisation itself, or one that manages its access."""
    email: str
    head: bool

"""In what roles an actor is signed in, and what belongs in their menu."""

from enum import StrEnum

from domain.actors import Actor
from domain.organisations.model import OrganisationKind


class CapacityKind(StrEnum):
    """In what role somebody is signed in."""

    NATURAL_PERSON = "NATURAL_PERSON"
    ORGANISER = "ORGANISER"
    MODERATOR = "MODERATOR"
    LOCAL_ADMINISTRATOR = "LOCAL_ADMINISTRATOR"


class Capability(StrEnum):
    """What a client can offer in its menu."""

    MY_ACTIVITIES = "MY_ACTIVITIES"
    MY_ORGANISATION = "MY_ORGANISATION"
    MELDINGEN = "MELDINGEN"
    TERRITORY_ORGANISATIONS = "TERRITORY_ORGANISATIONS"
    TERRITORY_ACTIVITIES = "TERRITORY_ACTIVITIES"
    ACCESS_TASKS = "ACCESS_TASKS"


def capacities(actor: Actor) -> tuple[CapacityKind, ...]:
    """Return the roles of an actor; a visitor who did not sign in has none."""
    if actor.person is None:
        return ()
    if actor.organisation is None:
        return (CapacityKind.NATURAL_PERSON,)
    roles = [CapacityKind.ORGANISER]
    if actor.territories:
        roles.append(CapacityKind.MODERATOR)
    if actor.administers is not None:
        roles.append(CapacityKind.LOCAL_ADMINISTRATOR)
    return tuple(roles)


_MENU = {
    CapacityKind.NATURAL_PERSON: (),
    CapacityKind.ORGANISER: (Capability.MY_ACTIVITIES, Capability.MY_ORGANISATION),
    CapacityKind.MODERATOR: (
        Capability.MELDINGEN,
        Capability.TERRITORY_ORGANISATIONS,
        Capability.TERRITORY_ACTIVITIES,
    ),
    CapacityKind.LOCAL_ADMINISTRATOR: (Capability.ACCESS_TASKS,),
}


def capabilities(actor: Actor) -> tuple[Capability, ...]:
    """Return what belongs in the menu of an actor, in the order of the menu."""
    held = {capability for role in capacities(actor) for capability in _MENU[role]}
    return tuple(capability for capability in Capability if capability in held)


ASK_FOR_IT = (
    "Heb je daar nog geen recht voor? Vraag het dan aan: de lokale beheerder van de organisatie beslist erover."
)


def notice(actor: Actor) -> str | None:
    """Explain to somebody who finds little here why that is, and what to do about it."""
    if actor.person is None:
        return "Je bent niet aangemeld. Je ziet enkel wat gepubliceerd is."
    if actor.organisation is None:
        return (
            "Je bent aangemeld als natuurlijk persoon. Meld je aan voor je stad, gemeente of organisatie om "
            f"activiteiten te beheren. {ASK_FOR_IT}"
        )
    if actor.organisation.kind is OrganisationKind.MUNICIPALITY and capacities(actor) == (CapacityKind.ORGANISER,):
        return f"Je kan de eigen activiteiten van {actor.organisation.name} beheren, maar niet modereren. {ASK_FOR_IT}"
    return None

"""The viewer: who is signed in, for whom, and what that allows."""

from datetime import datetime

import strawberry

from domain.actors import Actor
from domain.capacities import TERMS_OF_USE_VERSION, Capability, CapacityKind, capabilities, capacities, notice
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from resolvers.territories import own_territories
from schema.connections import Node
from schema.organisations import Organisation
from schema.territories import Territory


@strawberry.type(description="A person who is signed in.")
class Person(Node):
    """A person."""

    name: str = strawberry.field(description="Name of the person.")


@strawberry.type(description="A role in which the viewer is signed in.")
class Capacity:
    """A role at an organisation."""

    kind: CapacityKind = strawberry.field(description="Role.")
    organisation: Organisation | None = strawberry.field(description="On behalf of whom; null for a NATURAL_PERSON.")


@strawberry.type(description="The terms of use, and whether the viewer has accepted them.")
class TermsOfUseStatus:
    """Terms of use and the viewer."""

    current_version: str = strawberry.field(description="Version in force.")
    accepted_version: str | None = strawberry.field(description="Last version that the viewer accepted; null if none.")
    accepted_at: datetime | None = strawberry.field(description="When it was accepted; null if none was.")


@strawberry.type(description="The viewer: who is signed in, on behalf of whom, and what that allows.")
class Viewer:
    """The viewer; also somebody who did not sign in."""

    person: Person | None = strawberry.field(description="The person; null if nobody is signed in.")
    acting_as: Organisation | None = strawberry.field(
        description="The organisation that the viewer acts for; null if there is none."
    )
    capacities: list[Capacity] = strawberry.field(description="Roles; empty if nobody is signed in.")
    capabilities: list[Capability] = strawberry.field(
        description="What belongs in the viewer's menu, in the order of the menu."
    )
    notice: str | None = strawberry.field(
        description="Explanation in Dutch of why there is little to do here, and what to do about it; null if the "
        "viewer acts for an organisation."
    )
    terms_of_use: TermsOfUseStatus = strawberry.field(description="Terms of use.")

    @strawberry.field(description="Territories that the viewer moderates; may be empty.")
    async def territories(self, info: strawberry.Info[Context]) -> list[Territory]:
        """Return the territories."""
        return [Territory.of(municipality) for municipality in await own_territories(info.context)]

    @classmethod
    def of(cls, actor: Actor) -> "Viewer":
        """Show an actor."""
        organisation = Organisation.of(actor.organisation) if actor.organisation else None
        return cls(
            person=person_of(actor),
            acting_as=organisation,
            capacities=[
                Capacity(kind=kind, organisation=None if kind is CapacityKind.NATURAL_PERSON else organisation)
                for kind in capacities(actor)
            ],
            capabilities=list(capabilities(actor)),
            notice=notice(actor),
            terms_of_use=TermsOfUseStatus(
                current_version=TERMS_OF_USE_VERSION, accepted_version=None, accepted_at=None
            ),
        )


def person_of(actor: Actor) -> Person | None:
    """Show the person behind an actor."""
    person = actor.person
    return Person(id=strawberry.ID(encode_id(NodeKind.PERSON, person.id)), name=person.name) if person else None

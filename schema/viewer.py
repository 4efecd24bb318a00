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


@strawberry.type(description="Een persoon die aangemeld is.")
class Person(Node):
    """A person."""

    name: str = strawberry.field(description="Naam.")


@strawberry.type(description="Een hoedanigheid waarin je aangemeld bent.")
class Capacity:
    """A role at an organisation."""

    kind: CapacityKind = strawberry.field(description="Soort.")
    organisation: Organisation | None = strawberry.field(description="Namens wie; null als natuurlijk persoon.")


@strawberry.type(description="Gebruikersvoorwaarden, en of jij ze aanvaard hebt.")
class TermsOfUseStatus:
    """Terms of use and the viewer."""

    current_version: str = strawberry.field(description="Versie die nu geldt.")
    accepted_version: str | None = strawberry.field(description="Laatste versie die je aanvaard hebt.")
    accepted_at: datetime | None = strawberry.field(description="Wanneer.")


@strawberry.type(description="Jij: wie aangemeld is, namens wie, en wat dat toelaat.")
class Viewer:
    """The viewer; also somebody who did not sign in."""

    person: Person | None = strawberry.field(description="De persoon; null als je niet aangemeld bent.")
    acting_as: Organisation | None = strawberry.field(description="De organisatie namens wie je werkt.")
    capacities: list[Capacity] = strawberry.field(description="In welke hoedanigheden.")
    capabilities: list[Capability] = strawberry.field(description="Wat in jouw menu hoort.")
    notice: str | None = strawberry.field(description="Uitleg als je hier weinig kan doen, en wat je dan doet.")
    terms_of_use: TermsOfUseStatus = strawberry.field(description="Gebruikersvoorwaarden.")

    @strawberry.field(description="Grondgebieden waarvan je moderator bent.")
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

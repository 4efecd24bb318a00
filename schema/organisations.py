"""Organisations."""

from datetime import datetime

import strawberry

from domain.activities.model import ActivityStatus, ContactKind
from domain.organisations import model
from domain.organisations.model import OrganisationKind
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from resolvers.organisations import activity_counts, municipality_of
from schema.connections import Node
from schema.municipalities import Municipality
from schema.scalars import Kbo, Ovo


@strawberry.type(description="Een manier om contact op te nemen.")
class Contact:
    """A way to reach somebody."""

    kind: ContactKind = strawberry.field(description="Soort.")
    value: str = strawberry.field(description="Adres of nummer.")


@strawberry.type(description="Hoeveel activiteiten een organisatie heeft, per status.")
class ActivityCounts:
    """Counts by status."""

    draft: int = strawberry.field(description="DRAFT.")
    published: int = strawberry.field(description="GEPUBLICEERD.")
    unpublished: int = strawberry.field(description="GEDEPUBLICEERD.")
    expired: int = strawberry.field(description="VERLOPEN.")


@strawberry.type(description="Een organisatie: lokaal bestuur, vereniging of andere.")
class Organisation(Node):
    """An organisation."""

    name: str = strawberry.field(description="Naam.")
    kbo: Kbo | None = strawberry.field(description="Ondernemingsnummer.")
    ovo: Ovo | None = strawberry.field(description="OVO-code, voor besturen.")
    kind: OrganisationKind = strawberry.field(description="Soort.")
    registered_at: datetime | None = strawberry.field(
        description="Wanneer ze zich registreerde; null voor wie enkel uit de referentiegegevens gekend is."
    )
    contacts: list[Contact] = strawberry.field(description="Hoe je haar bereikt.")
    organisation: strawberry.Private[model.Organisation]

    @strawberry.field(description="Gemeente van haar adres.")
    async def municipality(self, info: strawberry.Info[Context]) -> Municipality | None:
        """Return the municipality."""
        found = await municipality_of(info.context, self.organisation)
        return Municipality.of(found) if found else None

    @strawberry.field(description="Aantal van haar activiteiten die jij mag zien.")
    async def activity_counts(self, info: strawberry.Info[Context]) -> ActivityCounts:
        """Return the counts."""
        counts = await activity_counts(info.context, self.organisation)
        return ActivityCounts(
            draft=counts.get(ActivityStatus.DRAFT, 0),
            published=counts.get(ActivityStatus.PUBLISHED, 0),
            unpublished=counts.get(ActivityStatus.UNPUBLISHED, 0),
            expired=counts.get(ActivityStatus.EXPIRED, 0),
        )

    @classmethod
    def of(cls, organisation: model.Organisation) -> "Organisation":
        """Show an organisation."""
        return cls(
            id=strawberry.ID(encode_id(NodeKind.ORGANISATION, organisation.id)),
            name=organisation.name,
            kbo=Kbo(organisation.kbo) if organisation.kbo else None,
            ovo=Ovo(organisation.ovo) if organisation.ovo else None,
            kind=organisation.kind,
            registered_at=organisation.registered_at,
            contacts=[Contact(kind=contact.kind, value=contact.value) for contact in organisation.contacts],
            organisation=organisation,
        )

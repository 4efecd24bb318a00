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


@strawberry.type(description="A way to make contact.")
class Contact:
    """A way to reach somebody."""

    kind: ContactKind = strawberry.field(description="Kind of contact.")
    value: str = strawberry.field(description="Address, number or other text, depending on `kind`.")


@strawberry.type(description="How many activities an organisation has, by status.")
class ActivityCounts:
    """Counts by status."""

    draft: int = strawberry.field(description="Number of DRAFT activities.")
    published: int = strawberry.field(description="Number of PUBLISHED activities.")
    unpublished: int = strawberry.field(description="Number of UNPUBLISHED activities.")
    expired: int = strawberry.field(description="Number of EXPIRED activities.")


@strawberry.type(description="An organisation: local government, association or other.")
class Organisation(Node):
    """An organisation."""

    name: str = strawberry.field(description="Name of the organisation.")
    kbo: Kbo | None = strawberry.field(
        description="KBO number; for a district of Antwerp, that of its establishment unit. Null if unknown."
    )
    ovo: Ovo | None = strawberry.field(description="OVO code, for governments; null if it has none.")
    kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    registered_at: datetime | None = strawberry.field(
        description="When it registered; null if it is known from reference data only."
    )
    contacts: list[Contact] = strawberry.field(description="Ways to reach it; may be empty.")
    organisation: strawberry.Private[model.Organisation]

    @strawberry.field(description="Municipality of its address; null if unknown.")
    async def municipality(self, info: strawberry.Info[Context]) -> Municipality | None:
        """Return the municipality."""
        found = await municipality_of(info.context, self.organisation)
        return Municipality.of(found) if found else None

    @strawberry.field(description="How many of its activities the viewer may see, by status.")
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

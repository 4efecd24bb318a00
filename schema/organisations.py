"""Organisations."""

from datetime import datetime

import strawberry

from domain.organisations.model import OrganisationKind
from schema.addresses import Address
from schema.connections import Node
from schema.contacts import Contact
from schema.municipalities import Municipality
from schema.scalars import Kbo, Ovo


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
    address: Address | None = strawberry.field(description="Address; null if it is known from reference data only.")
    contacts: list[Contact] = strawberry.field(description="Ways to reach it; may be empty.")
    municipality: Municipality | None = strawberry.field(description="Municipality of its address; null if unknown.")
    activity_counts: ActivityCounts = strawberry.field(
        description="How many of its activities the viewer may see, by status."
    )

"""Organisations."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast

import strawberry

from domain.activities.listing import ActivityOrder as Order
from domain.organisations.model import OrganisationKind
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.grants import GRANT
from plans.records import Record
from plans.requests import Listing
from resolvers import activities, grants
from resolvers.context import Context
from resolvers.pages import page_request
from schema.activity_inputs import choice_of, order_of
from schema.addresses import Address
from schema.administrators import LocalAdministrator
from schema.arguments import After, Before, First, Last, SortedHow, WhichActivities
from schema.channels import Channel
from schema.connections import Connection, Node
from schema.contacts import Contact
from schema.figures import OrganisationFigures
from schema.municipalities import Municipality
from schema.reading import reads
from schema.scalars import Kbo, Ovo
from schema.target_groups import TargetGroup

if TYPE_CHECKING:
    from schema.activities import Activity
    from schema.grants import Grant


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
    figures: OrganisationFigures | None = strawberry.field(
        description="Figures of those of its activities that the viewer may see. Null unless the viewer acts for it or "
        "moderates the territory of its address: how often its activities are opened or reported is its own affair."
    )
    target_group: TargetGroup = strawberry.field(description="For whose rights its people can ask.")
    can_receive_access_requests: bool = strawberry.field(
        description="Whether `requestAccess` can be sent to it: it has a local administrator with an e-mail address "
        "today, or one that manages its access has."
    )
    why_not: str | None = strawberry.field(
        description="Why it cannot receive requests and what to do about it, in plain Dutch; null if it can."
    )
    administrators: list[LocalAdministrator] = strawberry.field(
        description="Who decides on its access today: its own local administrators, and those of the organisations "
        "that manage its access; by name, at most 100. Empty for who is not signed in."
    )
    delegated_to: list["Organisation"] = strawberry.field(
        description="The organisations that manage its access beside itself, longest first, at most 5. For who acts "
        "for it or decides on its access; empty for everybody else."
    )
    channels: list[Channel] = strawberry.field(
        description="By which applications it reaches the government, the one that it uses now first; each once. "
        "Empty unless the viewer acts for it or decides on its access."
    )

    @reads(
        ACTIVITY,
        of=Connection[Annotated["Activity", strawberry.lazy("schema.activities")]],
        description="Those of its activities that the viewer may see: PUBLISHED ones; for whoever acts for it, and for "
        "the moderators of where they take place, also the others except DELETED. Sorted by last change, newest first, "
        "unless `orderBy` is given.",
    )
    def activities(
        self,
        info: strawberry.Info[Context],
        filter: WhichActivities = None,
        order_by: SortedHow = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of activities."""
        # Resolvers see the row that they belong to.
        choice = choice_of(filter, organiser=cast("Record", self).key)
        page = page_request(first, after, last, before)
        return activities.activity_page(info.context, choice, order_of(order_by, Order()), page)

    @reads(
        GRANT,
        of=Connection[Annotated["Grant", strawberry.lazy("schema.grants")]],
        description="Who was granted what for it, also what ended; newest first. Empty unless the viewer decides on "
        "its access.",
    )
    def grants(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of grants."""
        del info
        return grants.organisation_grants(cast("Record", self).key, page_request(first, after, last, before))

"""A territory ("grondgebied"), as its moderators see it."""

from functools import partial
from typing import Annotated

import strawberry

from domain.activities.listing import ActivityOrder as Order
from domain.meldingen import model as meldingen
from domain.territories import model
from resolvers import activities, territories
from resolvers import meldingen as melding_resolvers
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from resolvers.pages import page_request
from schema.activities import Activity
from schema.activity_inputs import ActivityFilter, ActivityOrder, choice_of, order_of
from schema.arguments import After, Before, First, Last, about
from schema.connections import Connection, Node
from schema.meldingen import Melding, MeldingFilter
from schema.municipalities import Municipality
from schema.organisations import Organisation


@strawberry.type(description="A territory ('grondgebied'): what one group of moderators looks after.")
class Territory(Node):
    """A territory."""

    name: str = strawberry.field(description="Name of the territory.")
    municipalities: list[Municipality] = strawberry.field(description="The municipalities that make it up.")
    nis: strawberry.Private[model.Nis]

    @strawberry.field(
        description="Activities on the territory, whatever their status except DELETED. Sorted by last change, "
        "newest first, unless `orderBy` is given."
    )
    async def activities(
        self,
        info: strawberry.Info[Context],
        filter: Annotated[ActivityFilter | None, about("Which activities.")] = None,
        order_by: Annotated[ActivityOrder | None, about("Sorted how.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Activity]:
        """Return a page of activities."""
        choice = choice_of(filter, territory=self.nis)
        page = page_request(first, after, last, before)
        found = await activities.activity_page(info.context, choice, order_of(order_by, Order()), page)
        return Connection.of(found, Activity.of, partial(activities.activity_count, info.context, choice))

    @strawberry.field(
        description="Organisations with their address on the territory, sorted by name. `search` takes parts of the "
        "name, or a whole KBO number or OVO code."
    )
    async def organisations(
        self,
        info: strawberry.Info[Context],
        search: Annotated[str | None, about("Words, a KBO number or an OVO code; every word must be found.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Organisation]:
        """Return a page of organisations."""
        page = page_request(first, after, last, before)
        found = await territories.organisations_on(info.context, self.nis, search, page)
        count = partial(info.context.services.organisations.count_on_territory, self.nis, search)
        return Connection.of(found, Organisation.of, count)

    @strawberry.field(description="How many Meldingen the viewer has not marked as read.")
    async def unread_meldingen(self, info: strawberry.Info[Context]) -> int:
        """Count the unread ones."""
        return await melding_resolvers.unread(info.context, self.nis)

    @strawberry.field(
        description="Meldingen, oldest first: `after` reads on in time, with the same cursors as the live stream. "
        "Without `first` and `after` these are the newest; ask for more with `last`."
    )
    async def meldingen(
        self,
        info: strawberry.Info[Context],
        filter: Annotated[MeldingFilter | None, about("Which Meldingen.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Melding]:
        """Return a page of Meldingen."""
        chosen = meldingen.MeldingFilter(
            kinds=frozenset(filter.kinds or ()) if filter else frozenset(),
            unread_only=filter.unread_only if filter else False,
        )
        page = page_request(first, after, last, before, newest_first=True)
        found = await melding_resolvers.melding_page(info.context, self.nis, chosen, page)
        return Connection.of(
            found, Melding.of, partial(melding_resolvers.melding_count, info.context, self.nis, chosen)
        )

    @classmethod
    def of(cls, municipality: model.Municipality) -> "Territory":
        """Show the territory of a municipality."""
        return cls(
            id=strawberry.ID(encode_id(NodeKind.TERRITORY, municipality.nis)),
            name=municipality.name,
            municipalities=[Municipality.of(municipality)],
            nis=municipality.nis,
        )


async def territory_of(context: Context, nis: str) -> Territory | None:
    """Return a territory that the viewer moderates."""
    found = await territories.territory(context, nis)
    return Territory.of(found) if found else None

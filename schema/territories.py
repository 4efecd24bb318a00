"""A territory ("grondgebied"), as its moderators see it."""

from typing import Annotated, cast

import strawberry

from domain.activities.listing import ActivityOrder as Order
from domain.meldingen import model as meldingen
from domain.reports.model import ReportStatus
from domain.territories.model import Nis
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.meldingen import MELDING
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.reports import REPORT
from plans.records import Record
from plans.requests import Listing
from resolvers import activities, reports, territories
from resolvers import meldingen as melding_resolvers
from resolvers.context import Context
from resolvers.pages import page_request
from schema.activities import Activity
from schema.activity_inputs import choice_of, order_of
from schema.arguments import After, Before, First, Last, SortedHow, WhichActivities, about
from schema.connections import Connection, Node
from schema.figures import TerritoryFigures, TerritoryInsight
from schema.meldingen import Melding, MeldingFilter
from schema.municipalities import Municipality
from schema.organisations import Organisation
from schema.reading import reads
from schema.reports import Report


@strawberry.type(description="A territory ('grondgebied'): what one group of moderators looks after.")
class Territory(Node):
    """A territory."""

    name: str = strawberry.field(description="Name of the territory.")
    municipalities: list[Municipality] = strawberry.field(description="The municipalities that make it up.")
    unread_meldingen: int = strawberry.field(description="How many Meldingen the viewer has not marked as read.")
    figures: TerritoryFigures = strawberry.field(description="What its moderators have before them, in numbers.")
    insight: TerritoryInsight = strawberry.field(
        description="What its published activities offer newcomers, in numbers that are not too small to tell."
    )

    @reads(
        ACTIVITY,
        of=Connection[Activity],
        description="Activities on the territory, whatever their status except DELETED. Sorted by last change, "
        "newest first, unless `orderBy` is given.",
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
        choice = choice_of(filter, territory=_nis(self))
        page = page_request(first, after, last, before)
        return activities.activity_page(info.context, choice, order_of(order_by, Order()), page)

    @reads(
        ORGANISATION,
        of=Connection[Organisation],
        description="Organisations with their address on the territory, sorted by name. `search` takes parts of the "
        "name, or a whole KBO number or OVO code; a word of five letters or more is also found with one typing error "
        "in it, though not in its first letter.",
    )
    def organisations(
        self,
        info: strawberry.Info[Context],
        search: Annotated[str | None, about("Words, a KBO number or an OVO code; every word must be found.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of organisations."""
        del info
        return territories.organisation_page(_nis(self), search, page_request(first, after, last, before))

    @reads(
        MELDING,
        of=Connection[Melding],
        description="Meldingen, oldest first: `after` reads on in time, with the same cursors as the live stream. "
        "Without `first` and `after` these are the newest; ask for more with `last`.",
    )
    async def meldingen(
        self,
        info: strawberry.Info[Context],
        filter: Annotated[MeldingFilter | None, about("Which Meldingen.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of Meldingen."""
        chosen = meldingen.MeldingFilter(
            kinds=frozenset(filter.kinds or ()) if filter else frozenset(),
            unread_only=filter.unread_only if filter else False,
        )
        page = page_request(first, after, last, before, newest_first=True)
        return await melding_resolvers.melding_page(info.context, _nis(self), chosen, page)

    @reads(
        REPORT,
        of=Connection[Report],
        description="Reports by visitors: those that are OPEN first, then those that were decided on; each oldest "
        "first.",
    )
    def reports(
        self,
        info: strawberry.Info[Context],
        status: Annotated[ReportStatus | None, about("Only with this status; null: all.")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of reports."""
        del info
        return reports.report_page(_nis(self), status, page_request(first, after, last, before))


def _nis(territory: object) -> Nis:
    # Resolvers see the row that they belong to.
    return Nis(cast("Record", territory).key)

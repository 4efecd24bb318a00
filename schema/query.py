"""The root fields that read."""

from typing import Annotated, cast

import strawberry

from domain.activities.listing import ActivityOrder as Order
from domain.activities.listing import ActivityOrderField
from domain.activities.model import Vocabulary
from persistence.publication_rules import rules_in_force
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.read_models.publication_rules import PUBLICATION_RULE
from persistence.read_models.terms import TERM
from persistence.read_models.territories import TERRITORY
from persistence.vocabularies import terms_in
from plans.requests import Listing, One, Some
from resolvers import activities, territories
from resolvers.context import Context
from resolvers.pages import page_request
from schema.access_links import AccessLinkQueries
from schema.activities import Activity
from schema.activity_inputs import choice_of, order_of
from schema.arguments import After, Before, First, GlobalId, Last, SortedHow, WhichActivities, about
from schema.connections import Connection, Node
from schema.help_queries import HelpQueries
from schema.inspiration_queries import InspirationQueries
from schema.municipalities import Municipality
from schema.nodes import node_of
from schema.organisation_queries import OrganisationQueries
from schema.reading import reads
from schema.refusals import PublicationRule
from schema.reports import ReportQueries
from schema.scalars import NisCode
from schema.territories import Territory
from schema.viewer import Viewer
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic

BY_NEXT_OCCURRENCE = Order(field=ActivityOrderField.NEXT_OCCURRENCE, descending=False)


@strawberry.type(description="Everything that can be read.")
class Query(AccessLinkQueries, HelpQueries, InspirationQueries, OrganisationQueries, ReportQueries):
    """Reading."""

    @strawberry.field(description="Anything with a global id; null if it does not exist or the viewer may not see it.")
    async def node(self, info: strawberry.Info[Context], id: GlobalId) -> Node | None:
        """Return anything by its id."""
        return cast("Node | None", await node_of(info.context, id))

    @reads(
        ACTIVITY,
        of=Connection[Activity],
        description="Published activities, whoever the viewer is. Sorted by next occurrence, soonest first, unless "
        "`orderBy` is given.",
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
        """Return a page of the catalogue."""
        choice = activities.in_catalogue(choice_of(filter))
        page = page_request(first, after, last, before)
        return activities.activity_page(info.context, choice, order_of(order_by, BY_NEXT_OCCURRENCE), page)

    @reads(
        ACTIVITY,
        of=Activity | None,
        description="One activity; null if it does not exist or the viewer may not see it.",
    )
    def activity(self, info: strawberry.Info[Context], id: GlobalId) -> One | None:
        """Return an activity."""
        del info
        return activities.activity(id)

    @reads(
        TERM, of=list[ActivityType], description="All types of activity that are offered, in the order to show them in."
    )
    def activity_types(self, info: strawberry.Info[Context]) -> Some:
        """Return the types."""
        del info
        return terms_in(Vocabulary.TYPE)

    @reads(TERM, of=list[Topic], description="All topics that are offered, in the order to show them in.")
    def topics(self, info: strawberry.Info[Context]) -> Some:
        """Return the topics."""
        del info
        return terms_in(Vocabulary.TOPIC)

    @reads(TERM, of=list[Goal], description="All goals that are offered, in the order to show them in.")
    def goals(self, info: strawberry.Info[Context]) -> Some:
        """Return the goals."""
        del info
        return terms_in(Vocabulary.GOAL)

    @reads(
        TERM, of=list[LanguageLevel], description="All levels of Dutch that are offered, in the order to show them in."
    )
    def language_levels(self, info: strawberry.Info[Context]) -> Some:
        """Return the language levels."""
        del info
        return terms_in(Vocabulary.LANGUAGE_LEVEL)

    @reads(PUBLICATION_RULE, of=list[PublicationRule], description="The publication rules in force, by number.")
    def publication_rules(self, info: strawberry.Info[Context]) -> Some:
        """Return the rules in force."""
        del info
        return rules_in_force()

    @reads(
        MUNICIPALITY,
        of=Connection[Municipality],
        description="Find municipalities by part of a name, former name or locality, or by a whole postcode or NIS "
        "code; sorted by name. Every word must match, of the first eight.",
    )
    def municipalities(
        self,
        info: strawberry.Info[Context],
        search: Annotated[str, about("Words, a postcode or a NIS code; every word must be found.")],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Find municipalities."""
        del info
        return territories.search_municipalities(search, page_request(first, after, last, before))

    @reads(
        TERRITORY,
        of=Territory | None,
        description="A territory that the viewer moderates, by its NIS code; null for any other.",
    )
    def territory(
        self,
        info: strawberry.Info[Context],
        nis: Annotated[NisCode, about("NIS code of the municipality.")],
    ) -> One | None:
        """Return a territory."""
        return territories.territory(info.context, nis)

    @strawberry.field(
        description="The viewer: who is signed in, on behalf of whom, and what that allows. Answers without signing "
        "in too."
    )
    def viewer(self, info: strawberry.Info[Context]) -> Viewer:
        """Return the viewer."""
        return Viewer.of(info.context.actor)

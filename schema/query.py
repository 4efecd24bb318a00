"""The root fields that read."""

from functools import partial
from typing import Annotated

import strawberry

from domain.activities.listing import ActivityOrder as Order
from domain.activities.listing import ActivityOrderField
from domain.activities.model import Vocabulary
from domain.activities.rules import PUBLICATION_RULES
from resolvers import activities, territories, vocabularies
from resolvers.context import Context
from resolvers.pages import page_request
from schema.activities import Activity
from schema.activity_inputs import ActivityFilter, ActivityOrder, choice_of, order_of
from schema.arguments import After, Before, First, GlobalId, Last, about
from schema.connections import Connection, Node
from schema.municipalities import Municipality
from schema.nodes import node_of
from schema.refusals import PublicationRule
from schema.scalars import NisCode
from schema.territories import Territory, territory_of
from schema.viewer import Viewer
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic

BY_NEXT_OCCURRENCE = Order(field=ActivityOrderField.NEXT_OCCURRENCE, descending=False)


@strawberry.type(description="Everything that can be read.")
class Query:
    """Reading."""

    @strawberry.field(description="Anything with a global id; null if it does not exist or the viewer may not see it.")
    async def node(self, info: strawberry.Info[Context], id: GlobalId) -> Node | None:
        """Return anything by its id."""
        return await node_of(info.context, id)

    @strawberry.field(
        description="Published activities, whoever the viewer is. Sorted by next occurrence, soonest first, unless "
        "`orderBy` is given."
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
        """Return a page of the catalogue."""
        choice = activities.in_catalogue(choice_of(filter))
        page = page_request(first, after, last, before)
        found = await activities.activity_page(info.context, choice, order_of(order_by, BY_NEXT_OCCURRENCE), page)
        return Connection.of(found, Activity.of, partial(activities.activity_count, info.context, choice))

    @strawberry.field(description="One activity; null if it does not exist or the viewer may not see it.")
    async def activity(self, info: strawberry.Info[Context], id: GlobalId) -> Activity | None:
        """Return an activity."""
        found = await activities.activity(info.context, id)
        return Activity.of(found) if found else None

    @strawberry.field(description="All types of activity, in the order to show them in.")
    async def activity_types(self, info: strawberry.Info[Context]) -> list[ActivityType]:
        """Return the types."""
        return [ActivityType.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.TYPE)]

    @strawberry.field(description="All topics, in the order to show them in.")
    async def topics(self, info: strawberry.Info[Context]) -> list[Topic]:
        """Return the topics."""
        return [Topic.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.TOPIC)]

    @strawberry.field(description="All goals, in the order to show them in.")
    async def goals(self, info: strawberry.Info[Context]) -> list[Goal]:
        """Return the goals."""
        return [Goal.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.GOAL)]

    @strawberry.field(description="All levels of Dutch, in the order to show them in.")
    async def language_levels(self, info: strawberry.Info[Context]) -> list[LanguageLevel]:
        """Return the language levels."""
        terms = await vocabularies.vocabulary(info.context, Vocabulary.LANGUAGE_LEVEL)
        return [LanguageLevel.of(term) for term in terms]

    @strawberry.field(description="The publication rules in force.")
    def publication_rules(self) -> list[PublicationRule]:
        """Return the rules in force."""
        return [PublicationRule.of(rule) for rule in PUBLICATION_RULES]

    @strawberry.field(
        description="Find municipalities by part of a name, former name or locality, or by a whole postcode or NIS "
        "code; sorted by name. Every word must match, of the first eight."
    )
    async def municipalities(
        self,
        info: strawberry.Info[Context],
        search: Annotated[str, about("Words, a postcode or a NIS code; every word must be found.")],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Municipality]:
        """Find municipalities."""
        page = page_request(first, after, last, before)
        found = await territories.search_municipalities(info.context, search, page)
        count = partial(info.context.services.territories.count, search)
        return Connection.of(found, Municipality.of, count)

    @strawberry.field(description="A territory that the viewer moderates, by its NIS code; null for any other.")
    async def territory(
        self,
        info: strawberry.Info[Context],
        nis: Annotated[NisCode, about("NIS code of the municipality.")],
    ) -> Territory | None:
        """Return a territory."""
        return await territory_of(info.context, nis)

    @strawberry.field(
        description="The viewer: who is signed in, on behalf of whom, and what that allows. Answers without signing "
        "in too."
    )
    def viewer(self, info: strawberry.Info[Context]) -> Viewer:
        """Return the viewer."""
        return Viewer.of(info.context.actor)

"""The root fields that read."""

from functools import partial

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
from schema.connections import Connection, Node
from schema.municipalities import Municipality
from schema.nodes import node_of
from schema.refusals import PublicationRule
from schema.scalars import NisCode
from schema.territories import Territory, territory_of
from schema.viewer import Viewer
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic

BY_NEXT_OCCURRENCE = Order(field=ActivityOrderField.NEXT_OCCURRENCE, descending=False)


@strawberry.type(description="Alles wat je kan lezen.")
class Query:
    """Reading."""

    @strawberry.field(description="Iets met een globaal id; null als het niet bestaat of je het niet mag zien.")
    async def node(self, info: strawberry.Info[Context], id: strawberry.ID) -> Node | None:
        """Return anything by its id."""
        return await node_of(info.context, id)

    @strawberry.field(description="Gepubliceerde activiteiten, wie je ook bent.")
    async def activities(
        self,
        info: strawberry.Info[Context],
        filter: ActivityFilter | None = None,
        order_by: ActivityOrder | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Activity]:
        """Return a page of the catalogue."""
        choice = activities.in_catalogue(choice_of(filter))
        page = page_request(first, after, last, before)
        found = await activities.activity_page(info.context, choice, order_of(order_by, BY_NEXT_OCCURRENCE), page)
        return Connection.of(found, Activity.of, partial(activities.activity_count, info.context, choice))

    @strawberry.field(description="Eén activiteit; null als ze niet bestaat of je ze niet mag zien.")
    async def activity(self, info: strawberry.Info[Context], id: strawberry.ID) -> Activity | None:
        """Return an activity."""
        found = await activities.activity(info.context, id)
        return Activity.of(found) if found else None

    @strawberry.field(description="Alle types activiteit.")
    async def activity_types(self, info: strawberry.Info[Context]) -> list[ActivityType]:
        """Return the types."""
        return [ActivityType.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.TYPE)]

    @strawberry.field(description="Alle onderwerpen.")
    async def topics(self, info: strawberry.Info[Context]) -> list[Topic]:
        """Return the topics."""
        return [Topic.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.TOPIC)]

    @strawberry.field(description="Alle doelen.")
    async def goals(self, info: strawberry.Info[Context]) -> list[Goal]:
        """Return the goals."""
        return [Goal.of(term) for term in await vocabularies.vocabulary(info.context, Vocabulary.GOAL)]

    @strawberry.field(description="Alle taalniveaus.")
    async def language_levels(self, info: strawberry.Info[Context]) -> list[LanguageLevel]:
        """Return the language levels."""
        terms = await vocabularies.vocabulary(info.context, Vocabulary.LANGUAGE_LEVEL)
        return [LanguageLevel.of(term) for term in terms]

    @strawberry.field(description="De publicatieregels die nu gelden.")
    def publication_rules(self) -> list[PublicationRule]:
        """Return the rules in force."""
        return [PublicationRule.of(rule) for rule in PUBLICATION_RULES]

    @strawberry.field(description="Zoek gemeenten op (vroegere) naam, deelgemeente, postcode of NIS-code.")
    async def municipalities(
        self,
        info: strawberry.Info[Context],
        search: str,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Municipality]:
        """Find municipalities."""
        page = page_request(first, after, last, before)
        found = await territories.search_municipalities(info.context, search, page)
        count = partial(info.context.services.territories.count, search)
        return Connection.of(found, Municipality.of, count)

    @strawberry.field(description="Een grondgebied waarvan je moderator bent; anders null.")
    async def territory(self, info: strawberry.Info[Context], nis: NisCode) -> Territory | None:
        """Return a territory."""
        return await territory_of(info.context, nis)

    @strawberry.field(description="Jij: wie aangemeld is, namens wie, en wat dat toelaat.")
    def viewer(self, info: strawberry.Info[Context]) -> Viewer:
        """Return the viewer."""
        return Viewer.of(info.context.actor)

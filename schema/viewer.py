"""The viewer: who is signed in, for whom, and what that allows."""

import strawberry

from domain.actors import Actor
from domain.capacities import Capability, CapacityKind, capabilities, capacities, notice
from persistence.read_models.access_requests import ACCESS_REQUEST
from persistence.read_models.grants import GRANT
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.territories import TERRITORY
from persistence.read_models.work_feeds import WORK_FEED
from persistence.read_models.work_relations import WORK_RELATION
from plans.requests import Listing, One, Some
from resolvers import access_requests, grants, terms_of_use, work_relations
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from resolvers.pages import page_request
from resolvers.territories import acting_for, own_territories
from resolvers.work_feeds import own_feeds
from schema.access_requests import AccessRequest
from schema.arguments import After, Before, First, Last
from schema.connections import Connection
from schema.grants import Grant
from schema.organisations import Organisation
from schema.persons import Person
from schema.reading import reads
from schema.terms_of_use import TermsOfUseStatus
from schema.territories import Territory
from schema.work_feeds import WorkFeed
from schema.work_relations import WorkRelation


@strawberry.type(description="A role in which the viewer is signed in.")
class Capacity:
    """A role at an organisation."""

    kind: CapacityKind = strawberry.field(description="Role.")

    @reads(ORGANISATION, of=Organisation | None, description="On behalf of whom; null for a NATURAL_PERSON.")
    def organisation(self, info: strawberry.Info[Context]) -> One | None:
        """Return the organisation."""
        return None if self.kind is CapacityKind.NATURAL_PERSON else acting_for(info.context)


@strawberry.type(description="The viewer: who is signed in, on behalf of whom, and what that allows.")
class Viewer:
    """The viewer; also somebody who did not sign in."""

    person: Person | None = strawberry.field(description="The person; null if nobody is signed in.")
    capacities: list[Capacity] = strawberry.field(description="Roles; empty if nobody is signed in.")
    capabilities: list[Capability] = strawberry.field(
        description="What belongs in the viewer's menu, in the order of the menu."
    )
    notice: str | None = strawberry.field(
        description="Explanation in Dutch of why there is little to do here, and what to do about it; null if the "
        "viewer acts for an organisation."
    )

    @reads(
        ORGANISATION,
        of=Organisation | None,
        description="The organisation that the viewer acts for; null if there is none.",
    )
    def acting_as(self, info: strawberry.Info[Context]) -> One | None:
        """Return the organisation."""
        return acting_for(info.context)

    @reads(TERRITORY, of=list[Territory], description="Territories that the viewer moderates; may be empty.")
    def territories(self, info: strawberry.Info[Context]) -> Some:
        """Return the territories."""
        return own_territories(info.context)

    @strawberry.field(description="The terms of use, and whether the viewer has accepted them.")
    async def terms_of_use(self, info: strawberry.Info[Context]) -> TermsOfUseStatus:
        """Return how the viewer stands towards the terms."""
        return TermsOfUseStatus.of(await terms_of_use.status(info.context))

    @reads(
        WORK_FEED,
        of=list[WorkFeed],
        description="Private calendars of open work that the viewer made, for whatever organisation, and that still "
        "work; oldest first, at most 10.",
    )
    def work_feeds(self, info: strawberry.Info[Context]) -> Some:
        """Return the feeds."""
        return own_feeds(info.context)

    @reads(
        GRANT,
        of=Connection[Grant],
        description="What the viewer was granted, for whatever organisation, also what ended; newest first.",
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
        return grants.own_grants(page_request(first, after, last, before))

    @reads(
        ACCESS_REQUEST,
        of=Connection[AccessRequest],
        description="What the viewer asked for, for whatever organisation; newest first.",
    )
    def access_requests(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of requests."""
        del info
        return access_requests.own_access_requests(page_request(first, after, last, before))

    @reads(
        ACCESS_REQUEST,
        of=Connection[AccessRequest],
        description="'Mijn taken': open requests for the organisations on whose access the viewer decides; oldest "
        "first. Empty for everybody else.",
    )
    def access_tasks(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of tasks."""
        del info
        return access_requests.access_tasks(page_request(first, after, last, before))

    @reads(
        WORK_RELATION,
        of=Connection[WorkRelation],
        description="Organisations that the viewer works for, as their administrators know it; newest first.",
    )
    def work_relations(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of work relations."""
        del info
        return work_relations.own_work_relations(page_request(first, after, last, before))

    @classmethod
    def of(cls, actor: Actor) -> "Viewer":
        """Show an actor."""
        return cls(
            person=person_of(actor),
            capacities=[Capacity(kind=kind) for kind in capacities(actor)],
            capabilities=list(capabilities(actor)),
            notice=notice(actor),
        )


def person_of(actor: Actor) -> Person | None:
    """Show the person behind an actor."""
    person = actor.person
    return Person(id=strawberry.ID(encode_id(NodeKind.PERSON, person.key)), name=person.name) if person else None

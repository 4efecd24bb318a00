"""Granting rights to people who did not ask for them, by a local administrator."""

from datetime import date
from typing import Annotated, Any, cast
from uuid import UUID

import strawberry

from domain.grants.giving import MOST_AT_ONCE
from domain.grants.giving import RightsGranted as Granted
from domain.grants.receivers import LONGEST_NAME
from domain.work_relations.details import WorkDetails
from domain.work_relations.model import WorkRelationKind
from persistence.read_models.grants import GRANT
from plans.requests import One
from resolvers import grants
from resolvers.context import Context
from schema.access_decisions import WHY
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.grants import Grant
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    WrongStatus,
    refusal_of,
)


@strawberry.input(description="How somebody works for the organisation.")
class WorkRelationInput:
    """How somebody works there."""

    kind: WorkRelationKind = strawberry.field(description="How the person works there.")
    email: str = strawberry.field(description="E-mail address at work; what concerns their access is mailed there.")
    phone: str | None = strawberry.field(default=None, description="Phone number at work; null if unknown.")
    begin: date | None = strawberry.field(default=None, description="First day; null for today.")
    end: date | None = strawberry.field(default=None, description="Last day; null as long as none is known.")

    def details(self) -> WorkDetails:
        """Return what was filled in."""
        return WorkDetails(kind=self.kind, email=self.email, phone=self.phone, begin=self.begin, end=self.end)


@strawberry.input(description="Somebody whom the administrators know, and how they work there.")
class GrantReceiverInput:
    """Somebody who is known."""

    person_id: strawberry.ID = strawberry.field(description="Global id of the person.")
    work_relation: WorkRelationInput | None = strawberry.field(
        default=None, description="Established if the person has no work relation with the organisation yet."
    )


@strawberry.input(description="Somebody who is not known yet, or whose id the administrator does not know.")
class NewPersonInput:
    """Somebody with a number."""

    number: str = strawberry.field(
        description="Rijksregisternummer, or bisnummer for who has none; with or without dots, dashes and spaces. It "
        "is kept nowhere and never shown: the person is known again by a keyed digest of it."
    )
    name: str = strawberry.field(
        description=f"Name, in 1 to {LONGEST_NAME} characters. Somebody who is known by this number keeps their name."
    )
    work_relation: WorkRelationInput = strawberry.field(
        description="Established unless the person has a work relation with the organisation."
    )


@strawberry.input(description=f"Which right is granted to whom: to 1 to {MOST_AT_ONCE} people in all, each once.")
class GrantRightsInput:
    """What to grant."""

    organisation_id: strawberry.ID = strawberry.field(description="Global id of the organisation to use the right for.")
    right: str = strawberry.field(description="Code of the right.")
    person_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list[strawberry.ID],
        description="Global ids of people who work there. The viewer can name people who work, have or had a right, or "
        "asked for access at an organisation on whose access the viewer decides.",
    )
    people: list[GrantReceiverInput] = strawberry.field(
        default_factory=list[GrantReceiverInput],
        description="The same people, with how they work there if that is not known yet.",
    )
    new_people: list[NewPersonInput] = strawberry.field(
        default_factory=list[NewPersonInput], description="Others, by their number in the national register."
    )
    begin: date | None = strawberry.field(default=None, description="First day; null for today.")
    end: date | None = strawberry.field(
        default=None, description="Last day; null for as long as usual, which is two years."
    )
    contexts: list[str] = strawberry.field(
        default_factory=list[str],
        description="Codes of contexts of the right; at least one if it has any.",
    )
    external: bool = strawberry.field(
        default=False, description="Whether these people work for another organisation than this one."
    )
    reason: str = strawberry.field(description=WHY)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)

    def wishes(self) -> grants.Wishes:
        """Return what is asked."""
        return grants.Wishes(
            organisation_id=self.organisation_id,
            right=self.right,
            person_ids=self.person_ids,
            people=[
                (each.person_id, each.work_relation.details() if each.work_relation else None) for each in self.people
            ],
            new_people=[(each.number, each.name, each.work_relation.details()) for each in self.new_people],
            begin=self.begin,
            end=self.end,
            contexts=self.contexts,
            external=self.external,
            reason=self.reason,
            key=self.idempotency_key,
        )


@strawberry.type(description="The person has the right, from its first day on, and is told by e-mail.")
class RightGranted:
    """It is granted."""

    grant_id: strawberry.Private[UUID]

    @reads(GRANT, of=Grant | None, description="What was granted.")
    def grant(self, info: strawberry.Info[Context]) -> One:
        """Return the grant."""
        del info
        return One(key=self.grant_id)


GrantedOrNot = Annotated[
    RightGranted | NotFound | NotAllowed | WrongStatus | InvalidInput,
    strawberry.union("GrantedOrNot", description="One of several people: granted, or why not."),
]


@strawberry.type(description="What became of each person; who was not refused has the right.")
class RightsGranted:
    """Decided on each."""

    results: list[GrantedOrNot] = strawberry.field(
        description="What became of each person, in the order given: `personIds`, then `people`, then `newPeople`."
    )


GrantRightsResult = Annotated[
    RightsGranted
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("GrantRightsResult", description="Decided on each person, or why nobody can have it."),
]


@strawberry.type
class GrantingRightsMutations:
    """Granting."""

    @strawberry.mutation(
        description="Grant people a right that they did not ask for, for an organisation on whose access the viewer "
        "decides. The right to be local administrator is granted this way too: that is how back-ups are appointed; a "
        "head local administrator is appointed by another. Nobody grants a right to themselves, unless there is no "
        "other local administrator. That one person cannot have it keeps nobody else from getting it."
    )
    async def grant_rights(
        self,
        info: strawberry.Info[Context],
        input: Annotated[GrantRightsInput, about("What to grant.")],
    ) -> GrantRightsResult:
        """Grant rights."""
        outcome = await grants.grant(info.context, input.wishes())
        if not isinstance(outcome, Granted):
            return cast("GrantRightsResult", refusal_of(outcome))
        results: list[Any] = [
            RightGranted(grant_id=each) if isinstance(each, UUID) else refusal_of(each) for each in outcome.results
        ]
        return RightsGranted(results=results)

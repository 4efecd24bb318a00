"""Establishing work relations."""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.work_relations.establishing import EstablishWorkRelation
from domain.work_relations.establishing import WorkRelationEstablished as Established
from domain.work_relations.model import WorkRelationKind
from persistence.read_models.grants import GRANT
from persistence.read_models.work_relations import WORK_RELATION
from plans.requests import One
from resolvers import work_relations
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.asking_for_access import AboutAccessRequest
from schema.grants import Grant
from schema.reading import reads
from schema.refusals import (
    AlreadyDecided,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    WrongStatus,
    refusal_of,
)
from schema.work_relations import WorkRelation


@strawberry.input(description="How an applicant works for the organisation.")
class EstablishWorkRelationInput:
    """What to establish."""

    request_id: strawberry.ID = strawberry.field(description="Global id of the request that waits for it.")
    kind: WorkRelationKind = strawberry.field(description="How the applicant works there.")
    email: str = strawberry.field(description="E-mail address at work.")
    phone: str | None = strawberry.field(default=None, description="Phone number at work; null if unknown.")
    begin: date | None = strawberry.field(default=None, description="First day; null for today.")
    end: date | None = strawberry.field(default=None, description="Last day; null as long as none is known.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(
    description="The work relation is there, and the approval that waited for it stands; the applicant is told by "
    "e-mail."
)
class WorkRelationEstablished(AboutAccessRequest):
    """It is established."""

    work_relation_id: strawberry.Private[UUID]
    grant_id: strawberry.Private[UUID | None]

    @reads(WORK_RELATION, of=WorkRelation | None, description="The work relation as it is now.")
    def work_relation(self, info: strawberry.Info[Context]) -> One:
        """Return the work relation."""
        del info
        return One(key=self.work_relation_id)

    @reads(GRANT, of=Grant | None, description="What was granted; null if only a work relation was asked for.")
    def grant(self, info: strawberry.Info[Context]) -> One | None:
        """Return the grant."""
        del info
        return One(key=self.grant_id) if self.grant_id else None


EstablishWorkRelationResult = Annotated[
    WorkRelationEstablished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | AlreadyDecided
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("EstablishWorkRelationResult", description="Established, or why not."),
]


@strawberry.type
class WorkRelationMutations:
    """Establishing."""

    @strawberry.mutation(
        description="Establish the work relation that an approved request waits for, in an organisation on whose "
        "access the viewer decides; what was approved is granted with it."
    )
    async def establish_work_relation(
        self,
        info: strawberry.Info[Context],
        input: Annotated[EstablishWorkRelationInput, about("What to establish.")],
    ) -> EstablishWorkRelationResult:
        """Establish a work relation."""
        command = EstablishWorkRelation(
            request_id=uuid_or_unknown(input.request_id, NodeKind.ACCESS_REQUEST),
            kind=input.kind,
            email=input.email,
            phone=input.phone,
            begin=input.begin,
            end=input.end,
        )
        outcome = await work_relations.establish(info.context, command, input.idempotency_key)
        if not isinstance(outcome, Established):
            return cast("EstablishWorkRelationResult", refusal_of(outcome))
        return WorkRelationEstablished(
            work_relation_id=outcome.work_relation_id, request_id=outcome.request_id, grant_id=outcome.grant_id
        )

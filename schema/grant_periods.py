"""Changing from when until when somebody has a right, by a local administrator."""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.grants.changing import ChangeGrantPeriod
from domain.grants.changing import GrantPeriodChanged as Changed
from persistence.read_models.grants import GRANT
from plans.requests import One
from resolvers import grants
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from schema.access_decisions import WHY
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, about
from schema.grants import Grant
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    VersionConflict,
    WrongStatus,
    refusal_of,
)


@strawberry.input(description="When a grant holds, and why that changes.")
class ChangeGrantPeriodInput:
    """What to change."""

    grant_id: strawberry.ID = strawberry.field(description="Global id of the grant.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    begin: date | None = strawberry.field(
        default=None, description="First day, today or later; null or as it was to leave it."
    )
    end: date = strawberry.field(description="Last day, today or later.")
    reason: str = strawberry.field(description=WHY)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The grant holds on these days, and the person is told by e-mail.")
class GrantPeriodChanged:
    """It changed."""

    grant_id: strawberry.Private[UUID]

    @reads(GRANT, of=Grant | None, description="The grant as it is now.")
    def grant(self, info: strawberry.Info[Context]) -> One:
        """Return the grant."""
        del info
        return One(key=self.grant_id)


ChangeGrantPeriodResult = Annotated[
    GrantPeriodChanged
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("ChangeGrantPeriodResult", description="Changed, or why not."),
]


@strawberry.type
class GrantPeriodMutations:
    """Changing."""

    @strawberry.mutation(
        description="Change when a grant holds that has not ended, for an organisation on whose access the viewer "
        "decides. More days are given by the rules of `grantRights`, days are taken by those of `endGrants`."
    )
    async def change_grant_period(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ChangeGrantPeriodInput, about("What to change.")],
    ) -> ChangeGrantPeriodResult:
        """Change the period of a grant."""
        command = ChangeGrantPeriod(
            grant_id=uuid_or_unknown(input.grant_id, NodeKind.GRANT),
            begin=input.begin,
            end=input.end,
            reason=input.reason,
            expected_version=input.expected_version,
        )
        outcome = await grants.change_period(info.context, command, input.idempotency_key)
        if not isinstance(outcome, Changed):
            return cast("ChangeGrantPeriodResult", refusal_of(outcome))
        return GrantPeriodChanged(grant_id=outcome.grant_id)

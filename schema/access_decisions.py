"""Deciding on requests for access."""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.access_requests.decisions import LONGEST_REASON, AccessDecided, DecideOnAccess
from domain.access_requests.model import AccessOutcome
from domain.refusals import Refusal as Refused
from persistence.read_models.grants import GRANT
from plans.requests import One
from resolvers import access_requests
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, about
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
    VersionConflict,
    WrongStatus,
    refusal_of,
)

WHY = f"Why, in 1 to {LONGEST_REASON} characters; kept with the decision."
TELL = "Whether the applicant is told why, by e-mail and in their list of requests."


@strawberry.input(description="What is granted to an applicant, and why.")
class ApproveAccessRequestInput:
    """What to grant."""

    request_id: strawberry.ID = strawberry.field(description="Global id of the request.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str = strawberry.field(description=WHY)
    tell_reason: bool = strawberry.field(default=False, description=TELL)
    begin: date | None = strawberry.field(default=None, description="First day; null for today.")
    end: date | None = strawberry.field(
        default=None, description="Last day; null for as long as usual, which is two years."
    )
    contexts: list[str] | None = strawberry.field(
        default=None, description="Codes of contexts of the right; null for those that were asked for."
    )
    external: bool = strawberry.field(
        default=False, description="Whether the applicant works for another organisation than this one."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which request is refused, and why.")
class RejectAccessRequestInput:
    """What to refuse."""

    request_id: strawberry.ID = strawberry.field(description="Global id of the request.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str = strawberry.field(description=WHY)
    tell_reason: bool = strawberry.field(default=False, description=TELL)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The request was approved, and the applicant is told by e-mail.")
class AccessRequestApproved(AboutAccessRequest):
    """It was approved."""

    grant_id: strawberry.Private[UUID | None]

    @reads(GRANT, of=Grant | None, description="What was granted; null if a work relation was asked for.")
    def grant(self, info: strawberry.Info[Context]) -> One | None:
        """Return the grant."""
        del info
        return One(key=self.grant_id) if self.grant_id else None


@strawberry.type(
    description="Approved, but the applicant is not known to work for the organisation. The grant begins once that is "
    "established, with `establishWorkRelation`."
)
class WorkRelationNeeded(AboutAccessRequest):
    """It waits."""

    message: str = strawberry.field(description="What to do next, in plain Dutch.")


@strawberry.type(description="The request was refused, and the applicant is told by e-mail.")
class AccessRequestRejected(AboutAccessRequest):
    """It was refused."""


ApproveAccessRequestResult = Annotated[
    AccessRequestApproved
    | WorkRelationNeeded
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | AlreadyDecided
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("ApproveAccessRequestResult", description="Approved, or what comes first, or why not."),
]
RejectAccessRequestResult = Annotated[
    AccessRequestRejected
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | AlreadyDecided
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("RejectAccessRequestResult", description="Refused, or why not."),
]


def _approved_or_not(outcome: AccessDecided | Refused) -> ApproveAccessRequestResult:
    if not isinstance(outcome, AccessDecided):
        return cast("ApproveAccessRequestResult", refusal_of(outcome))
    if outcome.waits:
        message = "De aanvrager heeft nog geen werkrelatie met je organisatie. Leg die eerst vast."
        return WorkRelationNeeded(request_id=outcome.request_id, message=message)
    return AccessRequestApproved(request_id=outcome.request_id, grant_id=outcome.grant_id)


@strawberry.type
class AccessDecisionMutations:
    """Deciding."""

    @strawberry.mutation(
        description="Approve an open request for an organisation on whose access the viewer decides. Nobody approves "
        "their own request, unless there is no other local administrator; the decision says so then."
    )
    async def approve_access_request(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ApproveAccessRequestInput, about("What to grant.")],
    ) -> ApproveAccessRequestResult:
        """Approve a request."""
        command = DecideOnAccess(
            request_id=uuid_or_unknown(input.request_id, NodeKind.ACCESS_REQUEST),
            outcome=AccessOutcome.APPROVED,
            reason=input.reason,
            tell_reason=input.tell_reason,
            begin=input.begin,
            end=input.end,
            contexts=None if input.contexts is None else tuple(input.contexts),
            external=input.external,
            expected_version=input.expected_version,
        )
        return _approved_or_not(await access_requests.decide(info.context, command, input.idempotency_key))

    @strawberry.mutation(description="Refuse an open request for an organisation on whose access the viewer decides.")
    async def reject_access_request(
        self,
        info: strawberry.Info[Context],
        input: Annotated[RejectAccessRequestInput, about("What to refuse.")],
    ) -> RejectAccessRequestResult:
        """Refuse a request."""
        command = DecideOnAccess(
            request_id=uuid_or_unknown(input.request_id, NodeKind.ACCESS_REQUEST),
            outcome=AccessOutcome.REJECTED,
            reason=input.reason,
            tell_reason=input.tell_reason,
            expected_version=input.expected_version,
        )
        outcome = await access_requests.decide(info.context, command, input.idempotency_key)
        if not isinstance(outcome, AccessDecided):
            return cast("RejectAccessRequestResult", refusal_of(outcome))
        return AccessRequestRejected(request_id=outcome.request_id)

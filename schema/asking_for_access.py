"""Asking for access, and taking that back."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.access_requests.asking import AccessRequested as Asked
from domain.access_requests.asking import RequestAccess
from domain.access_requests.withdrawing import WithdrawAccessRequest as Withdraw
from domain.access_requests.withdrawing import Withdrawn
from persistence.read_models.access_requests import ACCESS_REQUEST
from plans.requests import One
from resolvers import access_requests
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from schema.access_requests import AccessRequest
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, about
from schema.reading import reads
from schema.refusals import (
    AlreadyDecided,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TooManyRequests,
    VersionConflict,
    WrongStatus,
    refusal_of,
)


@strawberry.input(description="What access is asked for, and how the applicant is reached.")
class RequestAccessInput:
    """What to ask for."""

    organisation_id: strawberry.ID = strawberry.field(description="Global id of the organisation.")
    right: str | None = strawberry.field(
        default=None, description="Code of the right; null to ask for a work relation only."
    )
    contexts: list[str] = strawberry.field(
        default_factory=list, description="Codes of contexts of the right; at least one if the right has any."
    )
    phone: str = strawberry.field(
        description="Phone number at work, fixed or mobile, such as +3212345678. Spaces do not matter."
    )
    email: str = strawberry.field(description="E-mail address at work; the decision is mailed there.")
    reason: str | None = strawberry.field(default=None, description="Why, in at most 1000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which request for access is taken back.")
class WithdrawAccessRequestInput:
    """What to take back."""

    request_id: strawberry.ID = strawberry.field(description="Global id of the request.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type
class AboutAccessRequest:
    """What there is to say of a request."""

    request_id: strawberry.Private[UUID]

    @reads(ACCESS_REQUEST, of=AccessRequest | None, description="The request as it is now.")
    def request(self, info: strawberry.Info[Context]) -> One:
        """Return the request."""
        del info
        return One(key=self.request_id)


@strawberry.type(
    description="The request is filed. The applicant and the local administrators of the organisation are told by "
    "e-mail."
)
class AccessRequested(AboutAccessRequest):
    """It was filed."""


@strawberry.type(description="The request was taken back; nobody decides on it any more.")
class AccessRequestWithdrawn(AboutAccessRequest):
    """It was taken back."""


RequestAccessResult = Annotated[
    AccessRequested | SignInRequired | NotAllowed | WrongStatus | TooManyRequests | InvalidInput | IdempotencyKeyReused,
    strawberry.union("RequestAccessResult", description="Filed, or why not."),
]
WithdrawAccessRequestResult = Annotated[
    AccessRequestWithdrawn
    | NotFound
    | SignInRequired
    | AlreadyDecided
    | VersionConflict
    | InvalidInput
    | IdempotencyKeyReused,
    strawberry.union("WithdrawAccessRequestResult", description="Taken back, or why not."),
]


@strawberry.type
class AskingForAccessMutations:
    """Asking for access."""

    @strawberry.mutation(
        description="Ask the local administrators of an organisation for a right in an application, or for a work "
        "relation. Anybody who signed in can, also as a natural person. One open request for the same; at most 20 "
        "open ones. Nothing is sent unless the answer is AccessRequested."
    )
    async def request_access(
        self,
        info: strawberry.Info[Context],
        input: Annotated[RequestAccessInput, about("What to ask for.")],
    ) -> RequestAccessResult:
        """Ask for access."""
        command = RequestAccess(
            organisation_id=uuid_or_unknown(input.organisation_id, NodeKind.ORGANISATION),
            right=input.right,
            contexts=tuple(input.contexts),
            phone=input.phone,
            email=input.email,
            reason=input.reason,
        )
        outcome = await access_requests.request(info.context, command, input.idempotency_key)
        if isinstance(outcome, Asked):
            return AccessRequested(request_id=outcome.request_id)
        return cast("RequestAccessResult", refusal_of(outcome))

    @strawberry.mutation(description="Take back one's own request for access, as long as nobody decided on it.")
    async def withdraw_access_request(
        self,
        info: strawberry.Info[Context],
        input: Annotated[WithdrawAccessRequestInput, about("What to take back.")],
    ) -> WithdrawAccessRequestResult:
        """Take a request back."""
        command = Withdraw(
            request_id=uuid_or_unknown(input.request_id, NodeKind.ACCESS_REQUEST),
            expected_version=input.expected_version,
        )
        outcome = await access_requests.withdraw(info.context, command, input.idempotency_key)
        if isinstance(outcome, Withdrawn):
            return AccessRequestWithdrawn(request_id=outcome.request_id)
        return cast("WithdrawAccessRequestResult", refusal_of(outcome))

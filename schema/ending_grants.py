"""Ending rights, by a local administrator."""

from datetime import date
from typing import Annotated, Any, cast
from uuid import UUID

import strawberry

from domain.grants.coverage import NOTICE_DAYS
from domain.grants.ending import MOST_AT_ONCE
from domain.grants.ending import GrantsEnded as Ended
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
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    WrongStatus,
    refusal_of,
)


@strawberry.input(description="Which grants end, when and why.")
class EndGrantsInput:
    """What to end."""

    grant_ids: list[strawberry.ID] = strawberry.field(
        description=f"Global ids of 1 to {MOST_AT_ONCE} grants, each once."
    )
    end: date | None = strawberry.field(
        default=None,
        description="Last day on which they hold, such as somebody's last working day; null to end at once.",
    )
    reason: str = strawberry.field(description=WHY)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(
    description="The grant ended (REVOKED), or ends after that day, and the person is told by e-mail. What of theirs "
    "is open goes on with the rights that are left, or ends."
)
class GrantEnded:
    """It ended, or will."""

    grant_id: strawberry.Private[UUID]

    @reads(GRANT, of=Grant | None, description="The grant as it is now.")
    def grant(self, info: strawberry.Info[Context]) -> One:
        """Return the grant."""
        del info
        return One(key=self.grant_id)


EndedOrNot = Annotated[
    GrantEnded | NotFound | WrongStatus | InvalidInput,
    strawberry.union("EndedOrNot", description="One of several grants: ended, or why not."),
]


@strawberry.type(description="What became of each grant; those that were not refused end.")
class GrantsEnded:
    """Decided on each."""

    results: list[EndedOrNot] = strawberry.field(description="What became of each grant, in the order given.")


EndGrantsResult = Annotated[
    GrantsEnded | SignInRequired | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("EndGrantsResult", description="Decided on each grant, or why on none."),
]


@strawberry.type
class EndingGrantsMutations:
    """Ending."""

    @strawberry.mutation(
        description="End grants of organisations on whose access the viewer decides, before their time. An "
        "organisation keeps a local administrator with an e-mail address, of its own or of who manages its access: the "
        f"last one is not ended, nor is one ended whose colleagues would be gone within {NOTICE_DAYS} days."
    )
    async def end_grants(
        self,
        info: strawberry.Info[Context],
        input: Annotated[EndGrantsInput, about("What to end.")],
    ) -> EndGrantsResult:
        """End grants."""
        outcome = await grants.end(info.context, input.grant_ids, input.end, input.reason, input.idempotency_key)
        if not isinstance(outcome, Ended):
            return cast("EndGrantsResult", refusal_of(outcome))
        results: list[Any] = [
            GrantEnded(grant_id=each) if isinstance(each, UUID) else refusal_of(each) for each in outcome.results
        ]
        return GrantsEnded(results=results)

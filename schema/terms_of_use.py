"""The terms of use: whether the viewer accepted them, and accepting."""

from datetime import datetime
from typing import Annotated, cast

import strawberry

from domain.terms_of_use import model
from domain.terms_of_use.actions import TermsAccepted
from resolvers import terms_of_use
from resolvers.context import Context
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.refusals import IdempotencyKeyReused, InvalidInput, SignInRequired, refusal_of


@strawberry.type(description="The terms of use, and whether the viewer has accepted them.")
class TermsOfUseStatus:
    """Terms of use and the viewer."""

    current_version: str = strawberry.field(description="Version in force.")
    accepted_version: str | None = strawberry.field(description="Last version that the viewer accepted; null if none.")
    accepted_at: datetime | None = strawberry.field(description="When it was accepted; null if none was.")

    @classmethod
    def of(cls, status: model.TermsOfUseStatus) -> "TermsOfUseStatus":
        """Show how somebody stands towards the terms."""
        accepted = status.accepted
        return cls(
            current_version=status.current_version or "",
            accepted_version=accepted.version if accepted else None,
            accepted_at=accepted.at if accepted else None,
        )


@strawberry.input(description="Which version of the terms of use the viewer accepts.")
class AcceptTermsOfUseInput:
    """What to accept."""

    version: str = strawberry.field(
        description="The version that the viewer has read; any other than the one in force is InvalidInput."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The viewer has accepted the terms of use.")
class TermsOfUseAccepted:
    """Accepted."""

    version: str = strawberry.field(description="Version that was accepted.")
    accepted_at: datetime = strawberry.field(description="When the viewer first accepted it.")


AcceptTermsOfUseResult = Annotated[
    TermsOfUseAccepted | SignInRequired | InvalidInput | IdempotencyKeyReused,
    strawberry.union("AcceptTermsOfUseResult", description="Accepted, or why not."),
]


@strawberry.type
class TermsOfUseMutations:
    """Accepting the terms of use."""

    @strawberry.mutation(
        description="Accept the terms of use in force, as a person. Whoever acts for an organisation can change "
        "nothing before; reading, reporting and marking as read are free."
    )
    async def accept_terms_of_use(
        self,
        info: strawberry.Info[Context],
        input: Annotated[AcceptTermsOfUseInput, about("What to do.")],
    ) -> AcceptTermsOfUseResult:
        """Accept the terms of use."""
        outcome = await terms_of_use.accept(info.context, input.version, input.idempotency_key)
        if isinstance(outcome, TermsAccepted):
            return TermsOfUseAccepted(version=outcome.acceptance.version, accepted_at=outcome.acceptance.at)
        return cast("AcceptTermsOfUseResult", refusal_of(outcome))

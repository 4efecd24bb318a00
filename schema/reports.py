"""Reporting an activity."""

from typing import Annotated, cast

import strawberry

from domain.reports.actions import Reported
from domain.reports.model import ReportReason
from resolvers import reports
from resolvers.context import Context
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotFound,
    TooManyRequests,
    refusal_of,
)


@strawberry.input(description="What is wrong with an activity.")
class ReportActivityInput:
    """What is wrong."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    reason: ReportReason = strawberry.field(description="What is wrong.")
    text: str = strawberry.field(
        default="", description="Explanation, at most 2000 characters; required if the reason is OTHER."
    )
    email: str | None = strawberry.field(
        default=None,
        description="E-mail address of the reporter, for a reply; at most 254 characters. Organisers and moderators "
        "do not see it.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The report was filed; the moderators of the activity's territory look into it.")
class ActivityReported:
    """It was reported."""

    tracking_code: str = strawberry.field(
        description="Code with which only the reporter can follow up the report; keep it."
    )


ReportActivityResult = Annotated[
    ActivityReported | NotFound | InvalidInput | TooManyRequests | IdempotencyKeyReused,
    strawberry.union("ReportActivityResult", description="Reported, or why not."),
]


@strawberry.type
class ReportMutations:
    """Reporting."""

    @strawberry.mutation(
        description="Report to the moderators that something is wrong; signing in is not needed. At most 20 reports "
        "per activity per hour."
    )
    async def report_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ReportActivityInput, about("What to do.")],
    ) -> ReportActivityResult:
        """Report an activity."""
        outcome = await reports.report(
            info.context, input.activity_id, input.reason, input.text, input.email, input.idempotency_key
        )
        if isinstance(outcome, Reported):
            return ActivityReported(tracking_code=outcome.tracking_code)
        return cast("ReportActivityResult", refusal_of(outcome))

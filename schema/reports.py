"""Reports: what moderators see of them, what their reporters can follow, and reporting itself."""

from datetime import datetime
from typing import Annotated, cast

import strawberry

from domain.reports.actions import Reported
from domain.reports.model import ReportOutcome, ReportReason, ReportStatus
from persistence.read_models.reports import TRACKED_REPORT
from plans.requests import One
from resolvers import reports
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.authors import Author
from schema.connections import Node
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotFound,
    TooManyRequests,
    refusal_of,
)


@strawberry.type(description="What was decided on a report.")
class ReportDecision:
    """A decision."""

    outcome: ReportOutcome = strawberry.field(description="Whether the report was right.")
    explanation: str = strawberry.field(
        description="Why; the reporter reads it, and the organiser too if the report was upheld."
    )
    by: Author = strawberry.field(description="Who decided.")
    at: datetime = strawberry.field(description="When it was decided.")


@strawberry.type(description="A decision that another moderator has to confirm before it stands.")
class ReportProposal:
    """A decision that waits."""

    outcome: ReportOutcome = strawberry.field(description="Whether the report is found right.")
    explanation: str = strawberry.field(description="Why; nobody but the moderators reads it.")
    unpublish: bool = strawberry.field(description="Whether the activity goes offline.")
    by: Author = strawberry.field(description="Who proposes it; somebody else has to confirm.")
    at: datetime = strawberry.field(description="When it was proposed.")


@strawberry.type(
    description="A report that something is wrong with an activity, for the moderators of the territory only. It does "
    "not say who sent it; to keep it so, show its text to nobody else."
)
class Report(Node):
    """A report."""

    status: ReportStatus = strawberry.field(description="Whether it was decided on.")
    reason: ReportReason = strawberry.field(description="What is wrong, as the reporter chose it.")
    text: str = strawberry.field(description="Explanation by the reporter; may be empty.")
    reported_at: datetime = strawberry.field(description="When it was sent.")
    version: int = strawberry.field(description="Counts the changes, from 1. Pass it as `expectedVersion`.")
    activity: Activity | None = strawberry.field(
        description="The activity that it is about; null if the viewer may no longer see it, as when it was deleted."
    )
    needs_colleague: bool = strawberry.field(
        description="Whether it takes two moderators to decide, because the activity is of the viewer's own "
        "organisation: the first proposes, the second confirms."
    )
    decision: ReportDecision | None = strawberry.field(description="The decision that stands; null while it is OPEN.")
    proposal: ReportProposal | None = strawberry.field(
        description="The decision that waits for a second moderator; null if there is none."
    )


@strawberry.type(description="What a reporter can know of a report.")
class TrackedReport:
    """A report, as its reporter sees it."""

    status: ReportStatus = strawberry.field(description="Whether the moderators decided on it.")
    decided_at: datetime | None = strawberry.field(description="When they decided; null while it is OPEN.")
    explanation: str | None = strawberry.field(description="Why they decided so, in Dutch; null while it is OPEN.")


@strawberry.type
class ReportQueries:
    """Following a report."""

    @reads(
        TRACKED_REPORT,
        of=TrackedReport | None,
        description="What became of a report, for whoever has its tracking code; null for any other text. Signing in "
        "is not needed and makes no difference.",
    )
    def report_status(
        self,
        info: strawberry.Info[Context],
        tracking_code: Annotated[str, about("The code that `reportActivity` gave.")],
    ) -> One:
        """Return what became of a report."""
        del info
        return reports.tracked(tracking_code)


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
        description="Code with which only the reporter can follow the report, with `reportStatus`; keep it."
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
        "per activity per hour, and 10 per sender (person or address)."
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

"""Deciding on a report, alone or together, and opening it again."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.refusals import Refusal as Refused
from domain.reports.deciding import Verdict
from domain.reports.decisions import MAX_EXPLANATION, ReportChanged
from domain.reports.model import ReportOutcome
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.reports import REPORT
from plans.requests import One
from resolvers import reports
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, about
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
from schema.reports import Report


@strawberry.input(description="What a moderator decides on a report.")
class ResolveReportInput:
    """What to decide."""

    report_id: strawberry.ID = strawberry.field(description="Global id of the report.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    outcome: ReportOutcome = strawberry.field(description="Whether the report is right.")
    explanation: str = strawberry.field(
        description=f"Why, in 1 to {MAX_EXPLANATION} characters. The reporter reads it, and the organiser too if the "
        "report is upheld."
    )
    unpublish: bool = strawberry.field(
        default=False,
        description="True: also take the activity offline, with the same explanation; one that is not online stays as "
        "it is. Only if the report is upheld.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which report is opened again.")
class ReopenReportInput:
    """What to open again."""

    report_id: strawberry.ID = strawberry.field(description="Global id of the report.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str = strawberry.field(description="Why, in 1 to 1000 characters; kept in the history.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type
class _AboutReport:
    report_id: strawberry.Private[UUID]

    @reads(REPORT, of=Report | None, description="The report as it is now.")
    def report(self, info: strawberry.Info[Context]) -> One:
        """Return the report."""
        del info
        return One(key=self.report_id)


@strawberry.type(description="The report was decided on.")
class ReportResolved(_AboutReport):
    """It was decided on."""

    activity_id: strawberry.Private[UUID]

    @reads(ACTIVITY, of=Activity | None, description="The activity as it is now; null if the viewer may not see it.")
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(
    description="The decision waits for another moderator of the territory, because the activity is of the viewer's "
    "own organisation. It stands once that moderator calls `resolveReport` with the same `outcome` and `unpublish`, "
    "and then with their explanation; other values replace the proposal."
)
class ReportDecisionProposed(_AboutReport):
    """It was proposed."""

    message: str = strawberry.field(description="What happens next, in plain Dutch.")


@strawberry.type(description="The report is open again; an activity that went offline for it stays offline.")
class ReportReopened(_AboutReport):
    """It is open again."""


ResolveReportResult = Annotated[
    ReportResolved
    | ReportDecisionProposed
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("ResolveReportResult", description="Decided, proposed, or why not."),
]
ReopenReportResult = Annotated[
    ReportReopened
    | NotFound
    | SignInRequired
    | WrongStatus
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("ReopenReportResult", description="Open again, or why not."),
]


def resolved_or_not(outcome: ReportChanged | Refused) -> ResolveReportResult:
    """Show what became of deciding."""
    if not isinstance(outcome, ReportChanged):
        return cast("ResolveReportResult", refusal_of(outcome))
    if outcome.proposed:
        message = "De activiteit is van jullie eigen organisatie. Een collega moet je beslissing bevestigen."
        return ReportDecisionProposed(report_id=outcome.report_id, message=message)
    return ReportResolved(report_id=outcome.report_id, activity_id=outcome.activity_id)


@strawberry.type
class ReportDecisionMutations:
    """Deciding on reports."""

    @strawberry.mutation(
        description="Decide on an open report on a territory that the viewer moderates. On an activity of the viewer's "
        "own organisation it takes two moderators: the first gets ReportDecisionProposed."
    )
    async def resolve_report(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ResolveReportInput, about("What to do.")],
    ) -> ResolveReportResult:
        """Decide on a report."""
        verdict = Verdict(outcome=input.outcome, explanation=input.explanation, unpublish=input.unpublish)
        outcome = await reports.resolve(
            info.context, input.report_id, input.expected_version, verdict, input.idempotency_key
        )
        return resolved_or_not(outcome)

    @strawberry.mutation(
        description="Open a report again that was decided on; the decision stays in the history, its explanation is no "
        "longer shown."
    )
    async def reopen_report(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ReopenReportInput, about("What to do.")],
    ) -> ReopenReportResult:
        """Open a report again."""
        outcome = await reports.reopen(
            info.context, input.report_id, input.expected_version, input.reason, input.idempotency_key
        )
        if not isinstance(outcome, ReportChanged):
            return cast("ReopenReportResult", refusal_of(outcome))
        return ReportReopened(report_id=outcome.report_id)

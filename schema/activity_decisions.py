"""Publishing, unpublishing and reporting an activity."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from domain.activities.actions import Decided, DecisionOutcome
from domain.refusals import IdempotencyKeyReused as KeyReused
from domain.refusals import InvalidInput as Invalid
from domain.refusals import NotFound as Unknown
from domain.refusals import TooManyRequests as TooMany
from domain.reports.actions import Reported
from domain.reports.model import ReportReason
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers.context import Context
from schema.activities import Activity
from schema.reading import reads
from schema.refusals import (
    ActivityIncomplete,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    SignInRequired,
    TooManyRequests,
    VersionConflict,
    WrongStatus,
    refusal_of,
)

_KEY = (
    "Random key of 1 to 200 characters, remembered for seven days: the same input is carried out "
    "only once, other input is refused. Without a key every request is carried out."
)
_VERSION = (
    "Version that the decision is based on. If it is no longer the current one, nothing changes and "
    "the answer is VersionConflict; null: not checked."
)


@strawberry.type(description="A way to undo a decision, as long as that is possible.")
class Undo:
    """A way back."""

    token: str = strawberry.field(description="Pass this to undo the decision.")
    expires_at: datetime = strawberry.field(description="Until when it can be used.")


@strawberry.input(description="Which activity goes online.")
class PublishActivityInput:
    """What to publish."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=_VERSION)
    reason: str | None = strawberry.field(
        default=None, description="Why, in at most 1000 characters; kept in the history."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


@strawberry.input(description="Which activity goes offline.")
class UnpublishActivityInput:
    """What to unpublish."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=_VERSION)
    reason: str | None = strawberry.field(
        default=None, description="Why, in at most 1000 characters; kept in the history."
    )
    rule: int | None = strawberry.field(
        default=None,
        description="Number of the publication rule that it does not follow, one of `publicationRules`; any other "
        "number is InvalidInput.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


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
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


@strawberry.type(description="The activity is online.")
class ActivityPublished:
    """It is online."""

    activity_id: strawberry.Private[UUID]
    undo: Undo | None = strawberry.field(description="How to undo it; null if that is not possible.")

    @reads(ACTIVITY, of=Activity, description="The activity as it is now.")
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(description="The activity is offline.")
class ActivityUnpublished:
    """It is offline."""

    activity_id: strawberry.Private[UUID]
    undo: Undo | None = strawberry.field(description="How to undo it; null if that is not possible.")

    @reads(ACTIVITY, of=Activity, description="The activity as it is now.")
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(description="The report was filed; the moderators of the activity's territory look into it.")
class ActivityReported:
    """It was reported."""

    tracking_code: str = strawberry.field(
        description="Code with which only the reporter can follow up the report; keep it."
    )


PublishActivityResult = Annotated[
    ActivityPublished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | ActivityIncomplete
    | VersionConflict
    | InvalidInput
    | IdempotencyKeyReused,
    strawberry.union("PublishActivityResult", description="Published, or why not."),
]
UnpublishActivityResult = Annotated[
    ActivityUnpublished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | VersionConflict
    | InvalidInput
    | IdempotencyKeyReused,
    strawberry.union("UnpublishActivityResult", description="Unpublished, or why not."),
]
ReportActivityResult = Annotated[
    ActivityReported | NotFound | InvalidInput | TooManyRequests | IdempotencyKeyReused,
    strawberry.union("ReportActivityResult", description="Reported, or why not."),
]


def published_or_not(outcome: DecisionOutcome) -> ActivityPublished | Refusal:
    """Show what became of publishing."""
    if isinstance(outcome, Decided):
        return ActivityPublished(activity_id=outcome.activity.id, undo=None)
    return refusal_of(outcome)


def unpublished_or_not(outcome: DecisionOutcome) -> ActivityUnpublished | Refusal:
    """Show what became of unpublishing."""
    if isinstance(outcome, Decided):
        return ActivityUnpublished(activity_id=outcome.activity.id, undo=None)
    return refusal_of(outcome)


def reported_or_not(outcome: Reported | Unknown | Invalid | TooMany | KeyReused) -> ActivityReported | Refusal:
    """Show what became of reporting."""
    if isinstance(outcome, Reported):
        return ActivityReported(tracking_code=outcome.tracking_code)
    return refusal_of(outcome)

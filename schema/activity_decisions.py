"""Publishing and unpublishing an activity."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.actions import Decided
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import activities
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, REASON, about
from schema.reading import reads
from schema.refusals import (
    ActivityIncomplete,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    SignInRequired,
    TermsNotAccepted,
    VersionConflict,
    WrongStatus,
    refusal_of,
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
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str | None = strawberry.field(default=None, description=REASON)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activity goes offline.")
class UnpublishActivityInput:
    """What to unpublish."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str | None = strawberry.field(default=None, description=REASON)
    rule: int | None = strawberry.field(
        default=None,
        description="Number of the publication rule that it does not follow, one of `publicationRules`; any other "
        "number is InvalidInput.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


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


PublishActivityResult = Annotated[
    ActivityPublished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | ActivityIncomplete
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
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
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("UnpublishActivityResult", description="Unpublished, or why not."),
]


def published_or_not(outcome: Decided | refusals.Refusal) -> ActivityPublished | Refusal:
    """Show what became of publishing."""
    if isinstance(outcome, Decided):
        return ActivityPublished(activity_id=outcome.activity.id, undo=None)
    return refusal_of(outcome)


def unpublished_or_not(outcome: Decided | refusals.Refusal) -> ActivityUnpublished | Refusal:
    """Show what became of unpublishing."""
    if isinstance(outcome, Decided):
        return ActivityUnpublished(activity_id=outcome.activity.id, undo=None)
    return refusal_of(outcome)


@strawberry.type
class ActivityDecisionMutations:
    """Deciding on one activity."""

    @strawberry.mutation(
        description="Put a draft or unpublished activity online and tell the moderators of its territory. It must be "
        "complete; one from UiTdatabank can be published by a moderator only."
    )
    async def publish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[PublishActivityInput, about("What to do.")],
    ) -> PublishActivityResult:
        """Put an activity online."""
        outcome = await activities.publish(
            info.context, input.activity_id, input.expected_version, input.reason, input.idempotency_key
        )
        return cast("PublishActivityResult", published_or_not(outcome))

    @strawberry.mutation(description="Take a published activity offline; it can be published again later.")
    async def unpublish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivityInput, about("What to do.")],
    ) -> UnpublishActivityResult:
        """Take an activity offline."""
        outcome = await activities.unpublish(
            info.context, input.activity_id, input.expected_version, input.reason, input.rule, input.idempotency_key
        )
        return cast("UnpublishActivityResult", unpublished_or_not(outcome))

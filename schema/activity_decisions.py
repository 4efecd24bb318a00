"""Publishing, unpublishing and deleting an activity."""

from collections.abc import Callable
from typing import Annotated, TypeVar, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.deciding import Decided
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import activity_decisions
from resolvers.activity_decisions import Wish
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
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
from schema.undo import Undo

UNDO = "How to undo it; null in an answer about many activities, which are undone together."
NOW = "The activity as it is now; null if the viewer may no longer see it, as when somebody deleted it meanwhile."


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


@strawberry.input(description="Which activity is deleted.")
class DeleteActivityInput:
    """What to delete."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str | None = strawberry.field(default=None, description=REASON)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The activity is online.")
class ActivityPublished:
    """It is online."""

    activity_id: strawberry.Private[UUID]
    undo: Undo | None = strawberry.field(description=UNDO)

    @reads(ACTIVITY, of=Activity | None, description=NOW)
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(description="The activity is offline.")
class ActivityUnpublished:
    """It is offline."""

    activity_id: strawberry.Private[UUID]
    undo: Undo | None = strawberry.field(description=UNDO)

    @reads(ACTIVITY, of=Activity | None, description=NOW)
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(description="The activity is deleted: nobody finds it any more.")
class ActivityDeleted:
    """It is gone."""

    activity_id: strawberry.ID = strawberry.field(description="Global id that the activity had.")
    undo: Undo | None = strawberry.field(description=UNDO)


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
DeleteActivityResult = Annotated[
    ActivityDeleted
    | NotFound
    | SignInRequired
    | NotAllowed
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("DeleteActivityResult", description="Deleted, or why not."),
]


def published(activity_id: UUID, undo: Undo | None) -> ActivityPublished:
    """Show that an activity is online."""
    return ActivityPublished(activity_id=activity_id, undo=undo)


def unpublished(activity_id: UUID, undo: Undo | None) -> ActivityUnpublished:
    """Show that an activity is offline."""
    return ActivityUnpublished(activity_id=activity_id, undo=undo)


def deleted(activity_id: UUID, undo: Undo | None) -> ActivityDeleted:
    """Show that an activity is gone."""
    return ActivityDeleted(activity_id=strawberry.ID(encode_id(NodeKind.ACTIVITY, activity_id)), undo=undo)


Shown = TypeVar("Shown")


def shown(outcome: Decided | refusals.Refusal, done: Callable[[UUID, Undo | None], Shown]) -> Shown | Refusal:
    """Show what became of a decision."""
    if isinstance(outcome, Decided):
        return done(outcome.activity_id, Undo.of(outcome.undo))
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
        wish = Wish(
            activity_id=input.activity_id,
            expected_version=input.expected_version,
            reason=input.reason,
            key=input.idempotency_key,
        )
        outcome = await activity_decisions.publish(info.context, wish)
        return cast("PublishActivityResult", shown(outcome, published))

    @strawberry.mutation(description="Take a published activity offline; it can be published again later.")
    async def unpublish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivityInput, about("What to do.")],
    ) -> UnpublishActivityResult:
        """Take an activity offline."""
        wish = Wish(
            activity_id=input.activity_id,
            expected_version=input.expected_version,
            reason=input.reason,
            rule=input.rule,
            key=input.idempotency_key,
        )
        outcome = await activity_decisions.unpublish(info.context, wish)
        return cast("UnpublishActivityResult", shown(outcome, unpublished))

    @strawberry.mutation(
        description="Delete an activity, whatever its status: nobody finds it any more, and an import does not bring "
        "it back. Moderators delete on their territory, organisations what is their own."
    )
    async def delete_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[DeleteActivityInput, about("What to do.")],
    ) -> DeleteActivityResult:
        """Delete an activity."""
        wish = Wish(
            activity_id=input.activity_id,
            expected_version=input.expected_version,
            reason=input.reason,
            key=input.idempotency_key,
        )
        outcome = await activity_decisions.delete(info.context, wish)
        return cast("DeleteActivityResult", shown(outcome, deleted))

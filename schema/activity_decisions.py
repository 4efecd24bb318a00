"""Publishing, unpublishing and deleting an activity."""

from collections.abc import Callable
from typing import Annotated, Self, TypeVar, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.deciding import Decided
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import activity_decisions
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from schema.activities import Activity
from schema.activity_decision_inputs import DeleteActivityInput, PublishActivityInput, UnpublishActivityInput, wish_of
from schema.arguments import about
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


@strawberry.type
class _StillThere:
    activity_id: strawberry.Private[UUID]
    undo: Undo | None = strawberry.field(description=UNDO)

    @reads(ACTIVITY, of=Activity | None, description=NOW)
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)

    @classmethod
    def of(cls, activity_id: UUID, undo: Undo | None) -> Self:
        """Show that it was done."""
        return cls(activity_id=activity_id, undo=undo)


@strawberry.type(description="The activity is online.")
class ActivityPublished(_StillThere):
    """It is online."""


@strawberry.type(description="The activity is offline.")
class ActivityUnpublished(_StillThere):
    """It is offline."""


@strawberry.type(description="The activity is deleted: nobody finds it any more.")
class ActivityDeleted:
    """It is gone."""

    activity_id: strawberry.ID = strawberry.field(description="Global id that the activity had.")
    undo: Undo | None = strawberry.field(description=UNDO)

    @classmethod
    def of(cls, activity_id: UUID, undo: Undo | None) -> Self:
        """Show that it was done."""
        return cls(activity_id=strawberry.ID(encode_id(NodeKind.ACTIVITY, activity_id)), undo=undo)


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
        outcome = await activity_decisions.publish(info.context, wish_of(input))
        return cast("PublishActivityResult", shown(outcome, ActivityPublished.of))

    @strawberry.mutation(description="Take a published activity offline; it can be published again later.")
    async def unpublish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivityInput, about("What to do.")],
    ) -> UnpublishActivityResult:
        """Take an activity offline."""
        outcome = await activity_decisions.unpublish(info.context, wish_of(input, rule=input.rule))
        return cast("UnpublishActivityResult", shown(outcome, ActivityUnpublished.of))

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
        outcome = await activity_decisions.delete(info.context, wish_of(input))
        return cast("DeleteActivityResult", shown(outcome, ActivityDeleted.of))

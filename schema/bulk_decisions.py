"""Publishing, unpublishing and deleting many activities at once."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.bulk import DecidedOnMany
from resolvers import bulk_decisions
from resolvers.context import Context
from schema.activity_decision_inputs import (
    DeleteActivitiesInput,
    PublishActivitiesInput,
    UnpublishActivitiesInput,
    wishes_of,
)
from schema.activity_decisions import ActivityDeleted, ActivityPublished, ActivityUnpublished
from schema.arguments import about
from schema.refusals import (
    ActivityIncomplete,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    OtherRowsRefused,
    Refusal,
    SignInRequired,
    TermsNotAccepted,
    VersionConflict,
    WrongStatus,
    refusal_of,
)
from schema.undo import Undo

RESULTS = "What became of each row, in the order given."
UNDO = "How to undo all of it; null if nothing changed."

PublishedOrNot = Annotated[
    ActivityPublished
    | NotFound
    | NotAllowed
    | WrongStatus
    | ActivityIncomplete
    | VersionConflict
    | InvalidInput
    | OtherRowsRefused,
    strawberry.union("PublishedOrNot", description="One of several activities: published, or why not."),
]
UnpublishedOrNot = Annotated[
    ActivityUnpublished | NotFound | NotAllowed | WrongStatus | VersionConflict | InvalidInput | OtherRowsRefused,
    strawberry.union("UnpublishedOrNot", description="One of several activities: unpublished, or why not."),
]
DeletedOrNot = Annotated[
    ActivityDeleted | NotFound | NotAllowed | VersionConflict | InvalidInput | OtherRowsRefused,
    strawberry.union("DeletedOrNot", description="One of several activities: deleted, or why not."),
]


@strawberry.type(description="What became of each activity; those that were not refused are online.")
class ActivitiesPublished:
    """Decided on each."""

    results: list[PublishedOrNot] = strawberry.field(description=RESULTS)
    undo: Undo | None = strawberry.field(description=UNDO)


@strawberry.type(description="What became of each activity; those that were not refused are offline.")
class ActivitiesUnpublished:
    """Decided on each."""

    results: list[UnpublishedOrNot] = strawberry.field(description=RESULTS)
    undo: Undo | None = strawberry.field(description=UNDO)


@strawberry.type(description="What became of each activity; those that were not refused are deleted.")
class ActivitiesDeleted:
    """Decided on each."""

    results: list[DeletedOrNot] = strawberry.field(description=RESULTS)
    undo: Undo | None = strawberry.field(description=UNDO)


NoneDecided = SignInRequired | InvalidInput | TermsNotAccepted | IdempotencyKeyReused
PublishActivitiesResult = Annotated[
    ActivitiesPublished | NoneDecided,
    strawberry.union("PublishActivitiesResult", description="Decided on each activity, or why on none."),
]
UnpublishActivitiesResult = Annotated[
    ActivitiesUnpublished | NoneDecided,
    strawberry.union("UnpublishActivitiesResult", description="Decided on each activity, or why on none."),
]
DeleteActivitiesResult = Annotated[
    ActivitiesDeleted | NoneDecided,
    strawberry.union("DeleteActivitiesResult", description="Decided on each activity, or why on none."),
]

Whole = TypeVar("Whole", ActivitiesPublished, ActivitiesUnpublished, ActivitiesDeleted)


def shown(
    outcome: DecidedOnMany | refusals.Refusal,
    whole: type[Whole],
    row: Callable[[UUID, None], object],
) -> Whole | Refusal:
    """Show what became of each row; the way back is that of the whole."""
    if not isinstance(outcome, DecidedOnMany):
        return refusal_of(outcome)
    results: Any = [row(each, None) if isinstance(each, UUID) else refusal_of(each) for each in outcome.results]
    return whole(results=results, undo=Undo.of(outcome.undo) if outcome.undo else None)


@strawberry.type
class BulkDecisionMutations:
    """Deciding on many activities at once."""

    @strawberry.mutation(
        description="Put several activities online by the rules of `publishActivity`: one transaction, one way to undo "
        "it, and an answer for each."
    )
    async def publish_activities(
        self,
        info: strawberry.Info[Context],
        input: Annotated[PublishActivitiesInput, about("What to do.")],
    ) -> PublishActivitiesResult:
        """Put activities online."""
        outcome = await bulk_decisions.publish(info.context, wishes_of(input))
        return cast("PublishActivitiesResult", shown(outcome, ActivitiesPublished, ActivityPublished.of))

    @strawberry.mutation(description="Take several activities offline, as `publishActivities` puts them online.")
    async def unpublish_activities(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivitiesInput, about("What to do.")],
    ) -> UnpublishActivitiesResult:
        """Take activities offline."""
        outcome = await bulk_decisions.unpublish(info.context, wishes_of(input, rule=input.rule))
        return cast("UnpublishActivitiesResult", shown(outcome, ActivitiesUnpublished, ActivityUnpublished.of))

    @strawberry.mutation(description="Delete several activities, as `publishActivities` puts them online.")
    async def delete_activities(
        self,
        info: strawberry.Info[Context],
        input: Annotated[DeleteActivitiesInput, about("What to do.")],
    ) -> DeleteActivitiesResult:
        """Delete activities."""
        outcome = await bulk_decisions.delete(info.context, wishes_of(input))
        return cast("DeleteActivitiesResult", shown(outcome, ActivitiesDeleted, ActivityDeleted.of))

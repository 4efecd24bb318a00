"""Publishing, unpublishing and deleting many activities at once."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.bulk import MOST_AT_ONCE, DecidedOnMany, ErrorPolicy
from resolvers import bulk_decisions
from resolvers.bulk_decisions import Wishes
from resolvers.context import Context
from schema.activity_decisions import (
    ActivityDeleted,
    ActivityPublished,
    ActivityUnpublished,
    deleted,
    published,
    unpublished,
)
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, REASON, about
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

ROWS = f"The activities, 1 to {MOST_AT_ONCE}. One that comes twice is decided on once; the second is InvalidInput."
POLICY = "What happens to the other rows when some are refused."
RESULTS = "What became of each row, in the order given."
UNDO = "How to undo all of it; null if nothing changed."


@strawberry.input(description="One of several activities to decide on.")
class ActivityAtVersion:
    """An activity, and the version that was decided on."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input(description="Which activities go online.")
class PublishActivitiesInput:
    """What to publish."""

    activities: list[ActivityAtVersion] = strawberry.field(description=ROWS)
    error_policy: ErrorPolicy = strawberry.field(default=ErrorPolicy.REJECT_FAILED_ROWS, description=POLICY)
    reason: str | None = strawberry.field(default=None, description=REASON)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activities go offline.")
class UnpublishActivitiesInput:
    """What to unpublish."""

    activities: list[ActivityAtVersion] = strawberry.field(description=ROWS)
    error_policy: ErrorPolicy = strawberry.field(default=ErrorPolicy.REJECT_FAILED_ROWS, description=POLICY)
    reason: str | None = strawberry.field(default=None, description=REASON)
    rule: int | None = strawberry.field(
        default=None,
        description="Number of the publication rule that they do not follow, one of `publicationRules`; any other "
        "number is InvalidInput.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activities are deleted.")
class DeleteActivitiesInput:
    """What to delete."""

    activities: list[ActivityAtVersion] = strawberry.field(description=ROWS)
    error_policy: ErrorPolicy = strawberry.field(default=ErrorPolicy.REJECT_FAILED_ROWS, description=POLICY)
    reason: str | None = strawberry.field(default=None, description=REASON)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


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


PublishActivitiesResult = Annotated[
    ActivitiesPublished | SignInRequired | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("PublishActivitiesResult", description="Decided on each activity, or why on none."),
]
UnpublishActivitiesResult = Annotated[
    ActivitiesUnpublished | SignInRequired | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("UnpublishActivitiesResult", description="Decided on each activity, or why on none."),
]
DeleteActivitiesResult = Annotated[
    ActivitiesDeleted | SignInRequired | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
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


def rows_of(activities: list[ActivityAtVersion]) -> list[tuple[str, int | None]]:
    """Return the rows that a client gives."""
    return [(each.activity_id, each.expected_version) for each in activities]


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
        wishes = Wishes(
            rows=rows_of(input.activities),
            error_policy=input.error_policy,
            reason=input.reason,
            key=input.idempotency_key,
        )
        outcome = await bulk_decisions.publish(info.context, wishes)
        return cast("PublishActivitiesResult", shown(outcome, ActivitiesPublished, published))

    @strawberry.mutation(description="Take several activities offline, as `publishActivities` puts them online.")
    async def unpublish_activities(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivitiesInput, about("What to do.")],
    ) -> UnpublishActivitiesResult:
        """Take activities offline."""
        wishes = Wishes(
            rows=rows_of(input.activities),
            error_policy=input.error_policy,
            reason=input.reason,
            rule=input.rule,
            key=input.idempotency_key,
        )
        outcome = await bulk_decisions.unpublish(info.context, wishes)
        return cast("UnpublishActivitiesResult", shown(outcome, ActivitiesUnpublished, unpublished))

    @strawberry.mutation(description="Delete several activities, as `publishActivities` puts them online.")
    async def delete_activities(
        self,
        info: strawberry.Info[Context],
        input: Annotated[DeleteActivitiesInput, about("What to do.")],
    ) -> DeleteActivitiesResult:
        """Delete activities."""
        wishes = Wishes(
            rows=rows_of(input.activities),
            error_policy=input.error_policy,
            reason=input.reason,
            key=input.idempotency_key,
        )
        outcome = await bulk_decisions.delete(info.context, wishes)
        return cast("DeleteActivitiesResult", shown(outcome, ActivitiesDeleted, deleted))

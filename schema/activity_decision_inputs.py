"""What decisions on activities take: on one, or on many at once."""

import strawberry

from domain.activities.bulk import MOST_AT_ONCE, ErrorPolicy
from resolvers.activity_decisions import Wish
from resolvers.bulk_decisions import Wishes
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, REASON

ROWS = f"The activities, 1 to {MOST_AT_ONCE}. One that comes twice is decided on once; the second is InvalidInput."
POLICY = "What happens to the other rows when some are refused."


@strawberry.input
class _OnOne:
    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str | None = strawberry.field(default=None, description=REASON)


@strawberry.input(description="Which activity goes online.")
class PublishActivityInput(_OnOne):
    """What to publish."""

    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activity goes offline.")
class UnpublishActivityInput(_OnOne):
    """What to unpublish."""

    rule: int | None = strawberry.field(
        default=None,
        description="Number of the publication rule that it does not follow, one of `publicationRules`; any other "
        "number is InvalidInput.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activity is deleted.")
class DeleteActivityInput(_OnOne):
    """What to delete."""

    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="One of several activities to decide on.")
class ActivityAtVersion:
    """An activity, and the version that was decided on."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)


@strawberry.input
class _OnMany:
    activities: list[ActivityAtVersion] = strawberry.field(description=ROWS)
    error_policy: ErrorPolicy = strawberry.field(default=ErrorPolicy.REJECT_FAILED_ROWS, description=POLICY)
    reason: str | None = strawberry.field(default=None, description=REASON)


@strawberry.input(description="Which activities go online.")
class PublishActivitiesInput(_OnMany):
    """What to publish."""

    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activities go offline.")
class UnpublishActivitiesInput(_OnMany):
    """What to unpublish."""

    rule: int | None = strawberry.field(
        default=None,
        description="Number of the publication rule that they do not follow, one of `publicationRules`; any other "
        "number is InvalidInput.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which activities are deleted.")
class DeleteActivitiesInput(_OnMany):
    """What to delete."""

    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


def wish_of(
    wanted: PublishActivityInput | UnpublishActivityInput | DeleteActivityInput, *, rule: int | None = None
) -> Wish:
    """Return what a client asks."""
    return Wish(
        activity_id=wanted.activity_id,
        expected_version=wanted.expected_version,
        reason=wanted.reason,
        rule=rule,
        key=wanted.idempotency_key,
    )


def wishes_of(
    wanted: PublishActivitiesInput | UnpublishActivitiesInput | DeleteActivitiesInput, *, rule: int | None = None
) -> Wishes:
    """Return what a client asks."""
    return Wishes(
        rows=[(each.activity_id, each.expected_version) for each in wanted.activities],
        error_policy=wanted.error_policy,
        reason=wanted.reason,
        rule=rule,
        key=wanted.idempotency_key,
    )

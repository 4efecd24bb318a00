"""Mutations that decide on many activities at once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from domain.acting import Acting
from domain.activities.bulk import (
    DecidedOnMany,
    DecideOnActivities,
    ErrorPolicy,
    Row,
    delete_activities,
    publish_activities,
    unpublish_activities,
)
from domain.refusals import Refusal
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of

UseCase = Callable[[DecideOnActivities, Acting], Awaitable[DecidedOnMany | Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a client asks, as it says it; rows are global ids with the versions that are expected."""

    rows: Sequence[tuple[str, int | None]]
    error_policy: ErrorPolicy
    reason: str | None
    rule: int | None = None
    key: str | None = None


async def publish(context: Context, wishes: Wishes) -> DecidedOnMany | Refusal:
    """Put activities online."""
    return await _decide(context, "publishActivities", wishes, publish_activities)


async def unpublish(context: Context, wishes: Wishes) -> DecidedOnMany | Refusal:
    """Take activities offline."""
    return await _decide(context, "unpublishActivities", wishes, unpublish_activities)


async def delete(context: Context, wishes: Wishes) -> DecidedOnMany | Refusal:
    """Delete activities."""
    return await _decide(context, "deleteActivities", wishes, delete_activities)


async def _decide(context: Context, operation: str, wishes: Wishes, use_case: UseCase) -> DecidedOnMany | Refusal:
    rows = tuple(
        Row(activity_id=uuid_of(global_id, NodeKind.ACTIVITY), expected_version=version)
        for global_id, version in wishes.rows
    )
    command = DecideOnActivities(rows=rows, error_policy=wishes.error_policy, reason=wishes.reason, rule=wishes.rule)
    return await act(context, operation, wishes.key, command, use_case)

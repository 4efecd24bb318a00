"""Mutations that decide on one activity."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.acting import Acting
from domain.activities.deciding import (
    Decided,
    DecideOnActivity,
    delete_activity,
    publish_activity,
    unpublish_activity,
)
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.refusals import Refusal
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of

UseCase = Callable[[DecideOnActivity, Acting], Awaitable[Decided | Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a client asks, as it says it."""

    activity_id: str
    expected_version: int | None
    reason: str | None
    rule: int | None = None
    key: str | None = None


async def publish(context: Context, wish: Wish) -> Decided | Refusal:
    """Put an activity online."""
    return await _decide(context, "publishActivity", wish, publish_activity)


async def unpublish(context: Context, wish: Wish) -> Decided | Refusal:
    """Take an activity offline."""
    return await _decide(context, "unpublishActivity", wish, unpublish_activity)


async def delete(context: Context, wish: Wish) -> Decided | Refusal:
    """Delete an activity."""
    return await _decide(context, "deleteActivity", wish, delete_activity)


async def _decide(context: Context, operation: str, wish: Wish, use_case: UseCase) -> Decided | Refusal:
    known = uuid_of(wish.activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    command = DecideOnActivity(
        activity_id=known, expected_version=wish.expected_version, reason=wish.reason, rule=wish.rule
    )
    return await act(context, operation, wish.key, command, use_case)

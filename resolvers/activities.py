"""Fields and mutations about activities."""

from dataclasses import replace

from domain.activities.actions import DecideOnActivity, DecisionOutcome, publish_activity, unpublish_activity
from domain.activities.listing import ActivityChoice, ActivityOrder
from domain.activities.model import ActivityStatus
from domain.pages import PageRequest
from domain.refusals import IdempotencyKeyReused, InvalidInput, NotFound, TooManyRequests
from domain.reports.actions import ReportActivity, Reported, report_activity
from domain.reports.model import ReportReason
from persistence.activity_lists import activities
from plans.requests import Listing, One
from resolvers.context import Context
from resolvers.idempotency import keyed_request
from resolvers.ids import NodeKind, uuid_of
from resolvers.pages import cursors_checked

_UNKNOWN = NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")


def activity(global_id: str) -> One | None:
    """Ask for an activity."""
    activity_id = uuid_of(global_id, NodeKind.ACTIVITY)
    return One(key=activity_id) if activity_id else None


def in_catalogue(choice: ActivityChoice) -> ActivityChoice:
    """Return a choice among what is published only, also for those who may see more."""
    return replace(choice, statuses=frozenset({ActivityStatus.PUBLISHED}))


def activity_page(context: Context, choice: ActivityChoice, order: ActivityOrder, page: PageRequest) -> Listing:
    """Ask for a page of activities."""
    with cursors_checked():
        return activities(choice, order, page, now=context.services.tools.now())


async def publish(
    context: Context, activity_id: str, expected_version: int | None, reason: str | None, key: str | None
) -> DecisionOutcome:
    """Put an activity online."""
    return await _decide(
        context, "publishActivity", activity_id, expected_version=expected_version, reason=reason, key=key
    )


async def unpublish(
    context: Context,
    activity_id: str,
    expected_version: int | None,
    reason: str | None,
    rule: int | None,
    key: str | None,
) -> DecisionOutcome:
    """Take an activity offline."""
    return await _decide(
        context,
        "unpublishActivity",
        activity_id,
        expected_version=expected_version,
        reason=reason,
        rule=rule,
        key=key,
    )


async def _decide(
    context: Context,
    operation: str,
    global_id: str,
    *,
    expected_version: int | None,
    reason: str | None,
    key: str | None,
    rule: int | None = None,
) -> DecisionOutcome:
    activity_id = uuid_of(global_id, NodeKind.ACTIVITY)
    if activity_id is None:
        return _UNKNOWN
    command = DecideOnActivity(activity_id=activity_id, expected_version=expected_version, reason=reason, rule=rule)
    request = keyed_request(context.actor, operation, key, command)
    if isinstance(request, InvalidInput):
        return request
    decide = publish_activity if operation == "publishActivity" else unpublish_activity
    return await decide(
        command,
        actor=context.actor,
        request=request,
        open_unit_of_work=context.services.open_unit_of_work,
        tools=context.services.tools,
    )


async def report(
    context: Context, global_id: str, reason: ReportReason, text: str, email: str | None, key: str | None
) -> Reported | NotFound | InvalidInput | TooManyRequests | IdempotencyKeyReused:
    """Tell the moderators that something is wrong with an activity."""
    activity_id = uuid_of(global_id, NodeKind.ACTIVITY)
    if activity_id is None:
        return _UNKNOWN
    command = ReportActivity(activity_id=activity_id, reason=reason, text=text, email=email)
    request = keyed_request(context.actor, "reportActivity", key, command)
    if isinstance(request, InvalidInput):
        return request
    return await report_activity(
        command,
        actor=context.actor,
        request=request,
        open_unit_of_work=context.services.open_unit_of_work,
        tools=context.services.tools,
    )

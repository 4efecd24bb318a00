"""Mutations about reports."""

from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.refusals import Refusal
from domain.reports.actions import ReportActivity, Reported, report_activity
from domain.reports.model import ReportReason
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of


async def report(
    context: Context, activity_id: str, reason: ReportReason, text: str, email: str | None, key: str | None
) -> Reported | Refusal:
    """Tell the moderators that something is wrong with an activity."""
    known = uuid_of(activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    command = ReportActivity(activity_id=known, reason=reason, text=text, email=email)
    return await act(context, "reportActivity", key, command, report_activity)

"""Mutation about views."""

from functools import partial

from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.refusals import Refusal
from domain.views.actions import RecordView, ViewRecorded, record_view
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of
from resolvers.visitors import visitor_of


async def record(context: Context, activity_id: str, key: str | None) -> ViewRecorded | Refusal:
    """Count that an activity was opened."""
    known = uuid_of(activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    # The visitor is no part of the command: a digest of the command is remembered with the key.
    use_case = partial(record_view, visitor=visitor_of(context), throttle=context.services.throttles.views)
    return await act(context, "recordActivityView", key, RecordView(activity_id=known), use_case)

"""Fields about activities."""

from dataclasses import replace
from uuid import UUID

from domain.activities.listing import ActivityChoice, ActivityOrder
from domain.activities.model import ActivityStatus
from domain.pages import PageRequest
from persistence.activity_lists import activities
from persistence.audit_lists import history_of
from plans.requests import Listing, One
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of
from resolvers.pages import cursors_checked


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


def history_page(activity_id: UUID, page: PageRequest) -> Listing:
    """Ask for a page of what was done to an activity; only for those whom the activity offers its history."""
    with cursors_checked():
        return history_of(activity_id, page)

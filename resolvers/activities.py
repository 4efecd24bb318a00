"""Fields about activities."""

from dataclasses import replace
from uuid import UUID

from domain.activities.listing import ActivityChoice, ActivityOrder, ActivityOrderField, Near
from domain.activities.model import ActivityStatus
from domain.pages import PageRequest
from persistence.activity_lists import activities
from persistence.audit_lists import history_of
from plans.requests import Listing, One
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.ids import NodeKind, uuid_of
from resolvers.pages import cursors_checked


def activity(global_id: str) -> One | None:
    """Ask for an activity."""
    activity_id = uuid_of(global_id, NodeKind.ACTIVITY)
    return One(key=activity_id) if activity_id else None


FARTHEST = 100
"""Kilometres that somebody can look around."""


def near(latitude: float, longitude: float, kilometres: float) -> Near:
    """Return the circle that a client means; raises `ExpectedError` if there is none on earth, or a very large one."""
    for name, degrees, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if not -most <= degrees <= most:
            raise ExpectedError(
                ErrorCode.BAD_VALUE, f"'{name}' moet tussen -{most} en {most} liggen, niet {degrees:g}."
            )
    if not 0 < kilometres <= FARTHEST:
        message = f"'kilometres' moet groter zijn dan 0 en hoogstens {FARTHEST}, niet {kilometres:g}."
        raise ExpectedError(ErrorCode.BAD_VALUE, message)
    # To the centimetre: PostgreSQL refuses to reckon with what differs from zero by next to nothing.
    return Near(latitude=round(latitude, 7), longitude=round(longitude, 7), kilometres=kilometres)


def in_catalogue(choice: ActivityChoice) -> ActivityChoice:
    """Return a choice among what is published only, also for those who may see more."""
    return replace(choice, statuses=frozenset({ActivityStatus.PUBLISHED}))


def activity_page(context: Context, choice: ActivityChoice, order: ActivityOrder, page: PageRequest) -> Listing:
    """Ask for a page of activities; raises `ExpectedError` for an order that the choice does not give."""
    if order.field is ActivityOrderField.DISTANCE and choice.near is None:
        raise ExpectedError(ErrorCode.BAD_VALUE, "Op afstand sorteren kan alleen met 'near' in het filter.")
    with cursors_checked():
        return activities(choice, order, page, now=context.services.tools.now())


def history_page(activity_id: UUID, page: PageRequest) -> Listing:
    """Ask for a page of what was done to an activity; only for those whom the activity offers its history."""
    with cursors_checked():
        return history_of(activity_id, page)

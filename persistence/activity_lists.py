"""Lists of activities: what is chosen and how it is sorted, all in the statement itself."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, select

from domain.activities.listing import ActivityChoice, ActivityOrder, ActivityOrderField
from domain.activities.model import LocationKind, Vocabulary
from domain.pages import PageRequest
from domain.schedules.local_time import add_days, start_of
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from persistence.paging import Keyset
from persistence.tables.activities import activity, activity_term, occurrence
from persistence.tables.columns import SortText, UtcDateTime
from persistence.text import findable, like_pattern, search_words
from plans.requests import Listing

# Stand-ins for a missing time, so that what has none comes last in either direction.
_NEVER_LATE = literal(datetime(9000, 1, 1, tzinfo=UTC), UtcDateTime)
_NEVER_EARLY = literal(datetime(1900, 1, 1, tzinfo=UTC), UtcDateTime)

_LAST_NAME = "\U0010ffff"


def activities(choice: ActivityChoice, order: ActivityOrder, page: PageRequest, *, now: datetime) -> Listing:
    """Return the request for a page of chosen activities; raises `InvalidCursorError`."""
    return _order(order, now).listing(page, *_chosen(choice))


def _chosen(choice: ActivityChoice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    conditions += [activity.c.search_text.like(like_pattern(word), escape="\\") for word in search_words(choice.search)]
    for column, value in (
        (activity.c.municipality, choice.municipality),
        (activity.c.municipality, choice.territory),
        (activity.c.organisation_id, choice.organisation_id),
    ):
        if value is not None:
            conditions.append(column == value)
    if choice.statuses:
        conditions.append(activity.c.status.in_(sorted(choice.statuses)))
    if choice.sources:
        conditions.append(activity.c.source_system.in_(sorted(choice.sources)))
    if choice.online is not None:
        online = activity.c.location_kind.in_([LocationKind.ONLINE, LocationKind.MIXED])
        conditions.append(online if choice.online else ~online)
    for vocabulary, codes in (
        (Vocabulary.TYPE, choice.types),
        (Vocabulary.TOPIC, choice.topics),
        (Vocabulary.GOAL, choice.goals),
        (Vocabulary.LANGUAGE_LEVEL, choice.language_levels),
    ):
        if codes:
            conditions.append(_carries(vocabulary, codes))
    if choice.first_day is not None or choice.last_day is not None:
        conditions.append(_takes_place(choice.first_day, choice.last_day))
    return conditions


def _carries(vocabulary: Vocabulary, codes: Collection[str]) -> ColumnElement[bool]:
    carried = select(activity_term.c.activity_id).where(
        activity_term.c.activity_id == activity.c.id,
        activity_term.c.vocabulary == vocabulary,
        activity_term.c.code.in_(sorted(map(findable, codes))),
    )
    return carried.exists()


def _takes_place(first: date | None, last: date | None) -> ColumnElement[bool]:
    """Whether something takes place within days; who can be joined at any time counts on every day of its period."""
    dated = [occurrence.c.activity_id == activity.c.id, occurrence.c.status != OccurrenceStatus.CANCELLED]
    open_period = [activity.c.schedule_kind == ScheduleKind.FLEXIBLE]
    if first is not None and last is not None and last < first:
        return false()
    if first is not None:
        begin = start_of(first)
        # What ends at midnight does not take place on the next day; what lasts no time takes place when it begins.
        dated.append(or_(occurrence.c.ends_at > begin, occurrence.c.starts_at >= begin))
        open_period.append(func.coalesce(activity.c.last_day, date.max) >= first)
    if last is not None:
        dated.append(occurrence.c.starts_at < start_of(add_days(last, 1)))
        open_period.append(func.coalesce(activity.c.first_day, date.min) <= last)
    return or_(select(occurrence.c.activity_id).where(*dated).exists(), and_(*open_period))


def _order(order: ActivityOrder, now: datetime) -> Keyset:
    missing = _NEVER_EARLY if order.descending else _NEVER_LATE
    keys: dict[ActivityOrderField, ColumnElement[Any]] = {
        ActivityOrderField.TITLE: activity.c.title_sort,
        ActivityOrderField.PUBLISHED_AT: func.coalesce(activity.c.published_at, missing, type_=UtcDateTime),
        ActivityOrderField.UPDATED_AT: activity.c.updated_at,
        ActivityOrderField.CREATED_AT: activity.c.created_at,
        ActivityOrderField.ORGANISER: func.coalesce(
            func.nullif(activity.c.organiser_sort, ""), "" if order.descending else _LAST_NAME, type_=SortText
        ),
        ActivityOrderField.VIEWS: activity.c.views,
        ActivityOrderField.STATUS: activity.c.status,
        ActivityOrderField.NEXT_OCCURRENCE: func.coalesce(_next_start(now), missing, type_=UtcDateTime),
    }
    direction = "down" if order.descending else "up"
    return Keyset(
        name=f"activities {order.field} {direction}",
        key=keys[order.field],
        id=activity.c.id,
        descending=order.descending,
    )


def _next_start(now: datetime) -> ColumnElement[Any]:
    return (
        select(func.min(occurrence.c.starts_at))
        .where(
            occurrence.c.activity_id == activity.c.id,
            occurrence.c.ends_at >= now,
            occurrence.c.status != OccurrenceStatus.CANCELLED,
        )
        .scalar_subquery()
    )

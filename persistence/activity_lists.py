"""Lists of activities: what is chosen and how it is sorted, all in the statement itself."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, bindparam, false, func, literal, or_, select

from domain.activities.listing import ActivityChoice, ActivityOrder, ActivityOrderField
from domain.activities.model import LocationKind, Vocabulary
from domain.pages import PageRequest
from domain.schedules.local_time import add_days, start_of
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from persistence.activity_places import METRES_AWAY, near_condition
from persistence.paging import Keyset
from persistence.tables.activities import activity, activity_term, occurrence
from persistence.tables.columns import SortText, UtcDateTime
from persistence.tables.search import activity_word
from persistence.text import findable, search_words
from persistence.word_search import word_conditions, word_values
from plans.among import among
from plans.requests import Listing, Some

# Stand-ins for a missing time, so that what has none comes last in either direction.
_NEVER_LATE = literal(datetime(9000, 1, 1, tzinfo=UTC), UtcDateTime)
_NEVER_EARLY = literal(datetime(1900, 1, 1, tzinfo=UTC), UtcDateTime)

_LAST_NAME = "\U0010ffff"


_WORDS = word_conditions(activity.c.id, activity_word.c.word, activity_word.c.activity_id)
_ONLINE = activity.c.location_kind != LocationKind.ON_SITE
_NOT_ONLINE = activity.c.location_kind == LocationKind.ON_SITE
_NEVER = false()


def activities(choice: ActivityChoice, order: ActivityOrder, page: PageRequest, *, now: datetime) -> Listing:
    """Return the request for a page of chosen activities; raises `InvalidCursorError`."""
    conditions = dict(_chosen(choice))
    values = {name: value for given in conditions.values() for name, value in given.items()}
    return _order(order.field, order.descending).listing(page, *conditions, values={**values, "list_now": now})


def _chosen(choice: ActivityChoice) -> Iterator[tuple[ColumnElement[bool], dict[str, Any]]]:
    words = search_words(choice.search)
    for condition in _WORDS[: len(words)]:
        yield condition, word_values(words)
    for name, condition in _BY_NAME.items():
        value = getattr(choice, name)
        if value is not None and value != frozenset():
            yield condition, {name: sorted(map(findable, value)) if isinstance(value, frozenset) else value}
    if choice.online is not None:
        yield _ONLINE if choice.online else _NOT_ONLINE, {}
    yield from _within(choice.first_day, choice.last_day)
    if choice.near is not None:
        yield near_condition(choice.near)


def _within(first: date | None, last: date | None) -> Iterator[tuple[ColumnElement[bool], dict[str, Any]]]:
    if first is not None and last is not None and last < first:
        yield _NEVER, {}
    elif first is not None or last is not None:
        values: dict[str, Any] = {}
        if first is not None:
            values |= {"first_day": first, "first_moment": start_of(first)}
        if last is not None:
            values |= {"last_day": last, "last_moment": start_of(add_days(last, 1))}
        yield _TAKES_PLACE[first is not None, last is not None], values


def _carries(vocabulary: Vocabulary, name: str) -> ColumnElement[bool]:
    carried = select(activity_term.c.activity_id).where(
        activity_term.c.activity_id == activity.c.id,
        activity_term.c.vocabulary == vocabulary,
        among(activity_term.c.code, name),
    )
    return carried.exists()


def _takes_place(*, since: bool, until: bool) -> ColumnElement[bool]:
    """Whether something takes place within days; who can be joined at any time counts on every day of its period."""
    dated = [occurrence.c.activity_id == activity.c.id, occurrence.c.status != OccurrenceStatus.CANCELLED]
    open_period: list[ColumnElement[bool]] = [activity.c.schedule_kind == ScheduleKind.FLEXIBLE]
    if since:
        begin = bindparam("first_moment", type_=UtcDateTime())
        # What ends at midnight does not take place on the next day; what lasts no time takes place when it begins.
        dated.append(or_(occurrence.c.ends_at > begin, occurrence.c.starts_at >= begin))
        open_period.append(func.coalesce(activity.c.last_day, date.max) >= bindparam("first_day", type_=Date()))
    if until:
        dated.append(occurrence.c.starts_at < bindparam("last_moment", type_=UtcDateTime()))
        open_period.append(func.coalesce(activity.c.first_day, date.min) <= bindparam("last_day", type_=Date()))
    return or_(select(occurrence.c.activity_id).where(*dated).exists(), and_(*open_period))


_BY_NAME = {
    "municipality": activity.c.municipality == bindparam("municipality"),
    "territory": activity.c.municipality == bindparam("territory"),
    "organisation_id": activity.c.organisation_id == bindparam("organisation_id"),
    "statuses": among(activity.c.status, "statuses"),
    "sources": among(activity.c.source_system, "sources"),
    "types": _carries(Vocabulary.TYPE, "types"),
    "topics": _carries(Vocabulary.TOPIC, "topics"),
    "goals": _carries(Vocabulary.GOAL, "goals"),
    "language_levels": _carries(Vocabulary.LANGUAGE_LEVEL, "language_levels"),
}
"""What an attribute of a choice asks for, with a parameter of the same name."""

_TAKES_PLACE = {
    (since, until): _takes_place(since=since, until=until) for since in (False, True) for until in (False, True)
}


@cache
def _order(field: ActivityOrderField, descending: bool) -> Keyset:
    missing = _NEVER_EARLY if descending else _NEVER_LATE
    keys: dict[ActivityOrderField, ColumnElement[Any]] = {
        ActivityOrderField.TITLE: activity.c.title_sort,
        ActivityOrderField.PUBLISHED_AT: func.coalesce(activity.c.published_at, missing, type_=UtcDateTime),
        ActivityOrderField.UPDATED_AT: activity.c.updated_at,
        ActivityOrderField.CREATED_AT: activity.c.created_at,
        ActivityOrderField.ORGANISER: func.coalesce(
            func.nullif(activity.c.organiser_sort, ""), "" if descending else _LAST_NAME, type_=SortText
        ),
        ActivityOrderField.VIEWS: activity.c.views,
        ActivityOrderField.STATUS: activity.c.status,
        ActivityOrderField.DISTANCE: METRES_AWAY,
        ActivityOrderField.NEXT_OCCURRENCE: func.coalesce(NEXT_START, missing, type_=UtcDateTime),
    }
    direction = "down" if descending else "up"
    return Keyset(name=f"activities {field} {direction}", key=keys[field], id=activity.c.id, descending=descending)


NEXT_START = (
    select(func.min(occurrence.c.starts_at))
    .where(
        occurrence.c.activity_id == activity.c.id,
        occurrence.c.ends_at >= bindparam("list_now", type_=UtcDateTime()),
        occurrence.c.status != OccurrenceStatus.CANCELLED,
    )
    .scalar_subquery()
)

_AMONG_IDS = among(activity.c.id, "activity_ids")


def activities_among(activity_ids: Sequence[UUID]) -> Some:
    """Return the request for those of some activities that the viewer may see, by title."""
    return Some(
        where=(_AMONG_IDS,), values={"activity_ids": list(activity_ids)}, order=(activity.c.title_sort, activity.c.id)
    )

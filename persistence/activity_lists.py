"""Lists of activities: who sees which, what is chosen, how it is sorted, all in the statement itself."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.listing import ActivityChoice, ActivityOrder, ActivityOrderField
from domain.activities.model import Activity, ActivityStatus, LocationKind, Vocabulary
from domain.activities.visibility import ActivityVisibility
from domain.pages import Edge, Page, PageRequest
from domain.schedules.local_time import add_days, start_of
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from persistence.activity_rows import activity_of
from persistence.paging import Order, fetch_page
from persistence.tables.activities import activity, activity_term, occurrence
from persistence.tables.columns import SortText, UtcDateTime
from persistence.terms import NO_TERMS, terms_of
from persistence.text import findable, like_pattern, search_words

# Stand-ins for a missing time, so that what has none comes last in either direction.
_NEVER_LATE = literal(datetime(9000, 1, 1, tzinfo=UTC), UtcDateTime)
_NEVER_EARLY = literal(datetime(1900, 1, 1, tzinfo=UTC), UtcDateTime)

_LAST_NAME = "\U0010ffff"


class ActivityReader:
    """Reading activities, each time for somebody."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def by_ids(self, ids: Collection[UUID], visibility: ActivityVisibility) -> dict[UUID, Activity]:
        """Return those of the activities that the viewer may see."""
        statement = select(activity).where(activity.c.id.in_(ids), visible(visibility))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).mappings().all()
            terms = await terms_of(connection, [row["id"] for row in rows])
        return {row["id"]: activity_of(row, terms.get(row["id"], NO_TERMS)) for row in rows}

    async def page(
        self, choice: ActivityChoice, visibility: ActivityVisibility, order: ActivityOrder, page: PageRequest,
        *, now: datetime,
    ) -> Page[Activity]:  # fmt: skip
        """Return a page of the chosen activities that the viewer may see: two statements, whatever the size."""
        async with self._engine.connect() as connection:
            rows = await fetch_page(connection, _chosen(choice, visibility), _order(order, now), page)
            terms = await terms_of(connection, [row.id for row in rows.rows])
        return Page(
            edges=tuple(
                Edge(cursor=cursor, node=activity_of(row._mapping, terms.get(row.id, NO_TERMS)))  # noqa: SLF001
                for cursor, row in zip(rows.cursors, rows.rows, strict=True)
            ),
            has_next=rows.has_next,
            has_previous=rows.has_previous,
        )

    async def count(self, choice: ActivityChoice, visibility: ActivityVisibility) -> int:
        """Count the chosen activities that the viewer may see."""
        statement = _chosen(choice, visibility).with_only_columns(func.count())
        async with self._engine.connect() as connection:
            return int((await connection.execute(statement)).scalar_one())


def visible(visibility: ActivityVisibility) -> ColumnElement[bool]:
    """Return the condition on `activity` that only what the viewer may see fulfils: the policy, as SQL."""
    seen = [activity.c.status == ActivityStatus.PUBLISHED]
    if visibility.territories:
        seen.append(activity.c.municipality.in_(visibility.territories))
    if visibility.organisation_id is not None:
        seen.append(activity.c.organisation_id == visibility.organisation_id)
    return and_(activity.c.status != ActivityStatus.DELETED, or_(*seen))


def _chosen(choice: ActivityChoice, visibility: ActivityVisibility) -> Select[Any]:
    conditions = [visible(visibility)]
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
    return select(activity).where(*conditions)


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


def _order(order: ActivityOrder, now: datetime) -> Order:
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
    return Order(
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

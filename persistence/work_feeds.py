"""Private feeds of open work: kept within a unit of work, found by token, and what stands in them."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import ActivityStatus, SourceSystem
from domain.actors import MODERATOR_RIGHT
from domain.reports.model import ReportStatus
from domain.schedules.local_time import day_of
from domain.work_feeds.model import OpenWork, WorkFeed, WorkKind
from persistence import viewers
from persistence.activity_lists import NEXT_START
from persistence.granted_rights import GrantedRights
from persistence.rows import Rows
from persistence.tables.activities import activity
from persistence.tables.columns import UtcDateTime
from persistence.tables.reports import report
from persistence.tables.work_feeds import work_feed
from persistence.upsert import insert_into
from plans.requests import Some

MOST_WORK = 500
"""Activities in one feed: reported ones first, then drafts, of each those that came in last."""


class StoredWorkFeeds:
    """The feeds of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, feed: WorkFeed, token: str, *, most: int) -> bool:
        """Add a feed and the digest of its token, unless its person has `most` already; say whether it was added.

        Those that have ended make room. Each takes a place that only one can have, so that requests at the same time
        do not end up with more.
        """
        of_person = work_feed.c.person_id == feed.person_id
        await self._connection.execute(delete(work_feed).where(of_person, work_feed.c.expires_at <= feed.created_at))
        for _ in range(most):
            taken = set((await self._connection.execute(select(work_feed.c.place).where(of_person))).scalars())
            free = next((place for place in range(most) if place not in taken), None)
            if free is None:
                return False
            added = await self._connection.execute(
                insert_into(self._connection, work_feed)
                .values(
                    id=feed.id,
                    person_id=feed.person_id,
                    place=free,
                    organisation_id=feed.organisation_id,
                    territory=feed.territory,
                    name=feed.name,
                    token_digest=token_digest(token),
                    created_at=feed.created_at,
                    expires_at=feed.expires_at,
                )
                .on_conflict_do_nothing(index_elements=["person_id", "place"])
            )
            if added.rowcount == 1:
                return True
        return False

    async def remove(self, feed_id: UUID, *, person_id: str) -> bool:
        """Remove a feed of this person and say whether there was one."""
        removed = await self._connection.execute(
            delete(work_feed).where(work_feed.c.id == feed_id, work_feed.c.person_id == person_id)
        )
        return removed.rowcount == 1


def token_digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


class WorkFeedReader:
    """Reads feeds for whoever has their token."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._granted = GrantedRights(rows)

    async def with_token(self, token: str, *, now: datetime) -> tuple[WorkFeed, Sequence[OpenWork]] | None:
        """Return a feed and what stands in it; None if there is none with this token, or no longer.

        Nobody signs in to read it: it ends with the right by which it was made.
        """
        feeds = await self._rows.found(_BY_TOKEN, {"token_digest": token_digest(token), "work_now": now})
        if not feeds:
            return None
        feed = WorkFeed(**dict(zip(_FEED, feeds[0], strict=True)))
        if await self._granted.lost(
            feed.person_id, feed.organisation_id, MODERATOR_RIGHT, since=feed.created_at, on=day_of(now)
        ):
            return None
        found = await self._rows.found(_OPEN, {"work_territory": feed.territory, "list_now": now})
        return feed, [each for row in found for each in _work(row)]


def own_work_feeds(now: datetime) -> Some:
    """Return the request for the feeds of the viewer that have not ended."""
    return Some(where=(_OWN, _NOT_ENDED), values={"work_now": now}, order=(work_feed.c.created_at, work_feed.c.id))


_OWN = work_feed.c.person_id == viewers.READER
_NOT_ENDED = work_feed.c.expires_at > bindparam("work_now", type_=UtcDateTime())
_FEED = ("id", "name", "person_id", "organisation_id", "territory", "created_at", "expires_at")
_BY_TOKEN = select(*(work_feed.c[name] for name in _FEED)).where(
    work_feed.c.token_digest == bindparam("token_digest"), _NOT_ENDED
)

# A report stays with the moderators of where it was made, also when its activity moves; but what moved away may be
# hidden from them, and its title with it.
_REPORTS = (
    select(report.c.activity_id, func.count().label("number"), func.min(report.c.reported_at).label("since"))
    .join(activity, activity.c.id == report.c.activity_id)
    .where(
        report.c.status == ReportStatus.OPEN,
        report.c.territory == bindparam("work_territory"),
        activity.c.municipality == bindparam("work_territory"),
    )
    .group_by(report.c.activity_id)
    .subquery("open_reports")
)
_TO_DECIDE = and_(activity.c.status == ActivityStatus.DRAFT, activity.c.source_system == SourceSystem.UIT)
_OPEN = (
    select(
        *(activity.c[name] for name in ("id", "title", "version", "status", "source_system")),
        *(activity.c[name] for name in ("created_at", "updated_at")),
        NEXT_START.label("next_start"),
        _REPORTS.c.number,
        _REPORTS.c.since,
    )
    .outerjoin(_REPORTS, _REPORTS.c.activity_id == activity.c.id)
    .where(
        activity.c.municipality == bindparam("work_territory"),
        activity.c.status != ActivityStatus.DELETED,
        or_(_TO_DECIDE, _REPORTS.c.activity_id.is_not(None)),
    )
    .order_by(_REPORTS.c.since.desc().nulls_last(), activity.c.created_at.desc(), activity.c.id)
    .limit(MOST_WORK)
)


def _work(row: Sequence[Any]) -> Iterator[OpenWork]:
    activity_id, title, version, status, source, created_at, updated_at, next_start, reports, reported_since = row
    waiting = OpenWork(
        activity_id=activity_id,
        kind=WorkKind.TO_DECIDE,
        title=title,
        version=version,
        next_start=next_start,
        arrived_at=created_at,
        changed_at=updated_at,
    )
    if status == ActivityStatus.DRAFT and source == SourceSystem.UIT:
        yield waiting
    if reports is not None:
        yield replace(
            waiting,
            kind=WorkKind.REPORTED,
            arrived_at=reported_since,
            changed_at=max(updated_at, reported_since),
            count=reports,
        )

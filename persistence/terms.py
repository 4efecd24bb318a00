"""The terms that activities carry: read for many at once, replaced for one."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Activity, Vocabulary
from persistence.activity_rows import Terms
from persistence.tables.activities import activity_term

NO_TERMS: Terms = {}


async def terms_of(connection: AsyncConnection, activity_ids: Collection[UUID]) -> dict[UUID, Terms]:
    """Return the terms of each activity, in the order in which they were given; one statement."""
    if not activity_ids:
        return {}
    found: defaultdict[UUID, defaultdict[Vocabulary, list[str]]] = defaultdict(lambda: defaultdict(list))
    statement = (
        select(activity_term.c.activity_id, activity_term.c.vocabulary, activity_term.c.code)
        .where(activity_term.c.activity_id.in_(activity_ids))
        .order_by(activity_term.c.activity_id, activity_term.c.vocabulary, activity_term.c.position)
    )
    for activity_id, vocabulary, code in (await connection.execute(statement)).all():
        found[activity_id][Vocabulary(vocabulary)].append(code)
    return dict(found)


async def write_terms(connection: AsyncConnection, activities: Sequence[Activity], *, replace: bool) -> None:
    """Write the terms of activities; with `replace` those that were there go first."""
    if replace:
        ids = [activity.id for activity in activities]
        await connection.execute(delete(activity_term).where(activity_term.c.activity_id.in_(ids)))
    rows: list[dict[str, Any]] = [
        {"activity_id": activity.id, "vocabulary": vocabulary, "code": code, "position": position}
        for activity in activities
        for vocabulary in Vocabulary
        for position, code in enumerate(dict.fromkeys(activity.content.terms(vocabulary)))
    ]
    if rows:
        await connection.execute(insert(activity_term), rows)

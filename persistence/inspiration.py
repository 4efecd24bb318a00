"""Example activities: listed in their order, and whole for those who copy one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import ActivityContent, Vocabulary
from domain.inspiration.model import Inspiration
from domain.pages import PageRequest
from persistence.paging import Keyset
from persistence.schedules import schedule_from_json, schedule_to_json
from persistence.tables.inspiration import inspiration, inspiration_term
from plans.requests import Listing

_AS_SHOWN = Keyset(name="inspiration", key=inspiration.c.position, id=inspiration.c.id)


def inspiration_page(page: PageRequest) -> Listing:
    """Return the request for a page of examples; raises `InvalidCursorError`."""
    return _AS_SHOWN.listing(page, values={})


class StoredInspirations:
    """The examples as a unit of work finds them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, inspiration_id: UUID) -> Inspiration | None:
        """Return an example."""
        statement = select(inspiration).where(inspiration.c.id == inspiration_id)
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else (await self._with_terms([row]))[0]

    async def all(self) -> list[Inspiration]:
        """Return every example, in order."""
        statement = select(inspiration).order_by(inspiration.c.position, inspiration.c.id)
        return await self._with_terms((await self._connection.execute(statement)).mappings().all())

    async def _with_terms(self, rows: Sequence[RowMapping]) -> list[Inspiration]:
        carried = inspiration_term.c
        statement = (
            select(carried.inspiration_id, carried.vocabulary, carried.code)
            .where(carried.inspiration_id.in_([row["id"] for row in rows]))
            .order_by(carried.inspiration_id, carried.vocabulary, carried.position)
        )
        found: dict[tuple[UUID, str], list[str]] = {}
        for key, vocabulary, code in (await self._connection.execute(statement)).all():
            found.setdefault((key, vocabulary), []).append(code)
        return [_inspiration(row, {each: found.get((row["id"], each), []) for each in Vocabulary}) for row in rows]


def _inspiration(row: RowMapping, codes: Mapping[Vocabulary, Sequence[str]]) -> Inspiration:
    return Inspiration(
        code=row["code"],
        content=ActivityContent(
            title=row["title"],
            description_html=row["description_html"],
            types=tuple(codes[Vocabulary.TYPE]),
            topics=tuple(codes[Vocabulary.TOPIC]),
            goals=tuple(codes[Vocabulary.GOAL]),
            language_levels=tuple(codes[Vocabulary.LANGUAGE_LEVEL]),
            schedule=schedule_from_json(row["schedule"]),
        ),
        tip=row["tip"],
    )


def inspiration_rows(examples: Sequence[Inspiration]) -> list[dict[str, Any]]:
    """Return the rows of examples, in order."""
    return [
        {
            "id": each.id,
            "code": each.code,
            "position": position,
            "title": each.content.title,
            "description_html": each.content.description_html,
            "tip": each.tip,
            "schedule": schedule_to_json(each.content.schedule),
            "schedule_kind": each.content.schedule.kind,
        }
        for position, each in enumerate(examples, start=1)
    ]


def carried_rows(examples: Sequence[Inspiration]) -> list[dict[str, Any]]:
    """Return the rows of the terms that examples carry."""
    return [
        {"inspiration_id": each.id, "vocabulary": vocabulary, "code": code, "position": position}
        for each in examples
        for vocabulary in Vocabulary
        for position, code in enumerate(each.content.terms(vocabulary))
    ]

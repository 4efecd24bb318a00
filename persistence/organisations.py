"""Organisations: found by id or number, listed by territory, counted by what they organise."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import ActivityStatus
from domain.activities.visibility import ActivityVisibility
from domain.organisations.model import Organisation, OrganisationKind
from domain.pages import Edge, Page, PageRequest
from domain.territories.model import Nis
from persistence.activity_lists import visible
from persistence.activity_rows import contacts_of
from persistence.paging import Order, fetch_page
from persistence.tables.activities import activity
from persistence.tables.organisations import organisation
from persistence.text import like_pattern, search_words

Counts = dict[ActivityStatus, int]


class OrganisationReader:
    """Reading organisations; that they exist is public, what they still have in draft is not."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def by_ids(self, ids: Collection[UUID]) -> dict[UUID, Organisation]:
        """Return organisations by id."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(organisation).where(organisation.c.id.in_(ids)))).all()
        return {row.id: organisation_of(row) for row in rows}

    async def by_code(self, code: str) -> Organisation | None:
        """Return the organisation with an OVO code or a KBO number, unless it has ended."""
        statement = select(organisation).where(
            or_(organisation.c.ovo == code, organisation.c.kbo == code), organisation.c.ended_on.is_(None)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).first()
        return organisation_of(row) if row is not None else None

    async def on_territory(self, territory: Nis, search: str | None, page: PageRequest) -> Page[Organisation]:
        """Return the organisations with their address on a territory, by name."""
        order = Order(name="organisations", key=organisation.c.name_sort, id=organisation.c.id)
        async with self._engine.connect() as connection:
            rows = await fetch_page(connection, _on_territory(territory, search), order, page)
        return Page(
            edges=tuple(
                Edge(cursor=cursor, node=organisation_of(row))
                for cursor, row in zip(rows.cursors, rows.rows, strict=True)
            ),
            has_next=rows.has_next,
            has_previous=rows.has_previous,
        )

    async def count_on_territory(self, territory: Nis, search: str | None) -> int:
        """Count them."""
        statement = select(func.count()).select_from(_on_territory(territory, search).subquery())
        async with self._engine.connect() as connection:
            return int((await connection.execute(statement)).scalar_one())

    async def activity_counts(self, ids: Collection[UUID], visibility: ActivityVisibility) -> dict[UUID, Counts]:
        """Count the activities of organisations that the viewer may see, by status."""
        statement = (
            select(activity.c.organisation_id, activity.c.status, func.count())
            .where(activity.c.organisation_id.in_(ids), visible(visibility))
            .group_by(activity.c.organisation_id, activity.c.status)
        )
        counts: dict[UUID, Counts] = {each: {} for each in ids}
        async with self._engine.connect() as connection:
            for organisation_id, status, count in (await connection.execute(statement)).all():
                counts[organisation_id][ActivityStatus(status)] = count
        return counts


def _on_territory(territory: Nis, search: str | None) -> Select[Any]:
    return select(organisation).where(
        organisation.c.municipality == territory,
        organisation.c.ended_on.is_(None),
        *(
            or_(
                organisation.c.name_sort.like(like_pattern(word), escape="\\"),
                organisation.c.kbo == word.replace(".", ""),
                func.lower(organisation.c.ovo) == word,
            )
            for word in search_words(search)
        ),
    )


def organisation_of(row: Row[Any]) -> Organisation:
    """Return the organisation that a row holds."""
    return Organisation(
        id=row.id,
        name=row.name,
        kind=OrganisationKind(row.kind),
        kbo=row.kbo,
        ovo=row.ovo,
        municipality=Nis(row.municipality) if row.municipality else None,
        contacts=tuple(contacts_of(row.contacts)),
        registered_at=row.registered_at,
    )

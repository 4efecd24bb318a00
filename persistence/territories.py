"""Municipalities: found by code, by name or postcode, and as a gazetteer for importers."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.pages import Edge, Page, PageRequest
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import FormerMunicipality, Municipality, Nis
from persistence.paging import Order, fetch_page
from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from persistence.text import like_pattern, search_words


class TerritoryReader:
    """Reading municipalities; they are public."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def by_nis(self, codes: Collection[str]) -> dict[str, Municipality]:
        """Return today's municipalities by NIS code; a code that no longer holds finds nothing."""
        async with self._engine.connect() as connection:
            statement = select(municipality).where(municipality.c.nis.in_(codes))
            rows = (await connection.execute(statement)).all()
            return {found.nis: found for found in await _complete(connection, rows)}

    async def search(self, search: str, page: PageRequest) -> Page[Municipality]:
        """Find municipalities by (part of) their name, a former or local name, or a postcode; by name."""
        order = Order(name="municipalities", key=municipality.c.name_sort, id=municipality.c.nis)
        async with self._engine.connect() as connection:
            rows = await fetch_page(connection, _found(search), order, page)
            nodes = await _complete(connection, rows.rows)
        return Page(
            edges=tuple(Edge(cursor=cursor, node=node) for cursor, node in zip(rows.cursors, nodes, strict=True)),
            has_next=rows.has_next,
            has_previous=rows.has_previous,
        )

    async def count(self, search: str) -> int:
        """Count what a search finds."""
        statement = select(func.count()).select_from(_found(search).subquery())
        async with self._engine.connect() as connection:
            return int((await connection.execute(statement)).scalar_one())

    async def gazetteer(self) -> Gazetteer:
        """Return all of it, for the length of an import."""
        async with self._engine.connect() as connection:
            names = (await connection.execute(select(municipality.c.nis, municipality.c.name))).all()
            former = select(former_municipality.c.nis, former_municipality.c.successor)
            successors = (await connection.execute(former)).all()
            places = select(municipality_postcode.c.postcode, municipality_postcode.c.nis)
            postcodes = (await connection.execute(places)).all()
        return Gazetteer(
            names={Nis(nis): name for nis, name in names},
            successors={old: Nis(new) for old, new in successors},
            postcodes={postcode: Nis(nis) for postcode, nis in postcodes},
        )


def _found(search: str) -> Select[Any]:
    return select(municipality).where(
        *(
            or_(
                municipality.c.name_sort.like(like_pattern(word), escape="\\"),
                municipality.c.nis == word,
                municipality.c.nis.in_(_with_locality(word)),
                municipality.c.nis.in_(_formerly(word)),
            )
            for word in search_words(search)
        )
    )


def _with_locality(word: str) -> Select[tuple[str]]:
    return select(municipality_postcode.c.nis).where(
        or_(
            municipality_postcode.c.postcode == word,
            municipality_postcode.c.locality_sort.like(like_pattern(word), escape="\\"),
        )
    )


def _formerly(word: str) -> Select[tuple[str]]:
    return select(former_municipality.c.successor).where(
        or_(former_municipality.c.nis == word, former_municipality.c.name_sort.like(like_pattern(word), escape="\\"))
    )


async def _complete(connection: AsyncConnection, rows: Collection[Row[Any]]) -> list[Municipality]:
    codes = [row.nis for row in rows]
    places = (
        select(municipality_postcode.c.nis, municipality_postcode.c.postcode)
        .where(municipality_postcode.c.nis.in_(codes))
        .distinct()
        .order_by(municipality_postcode.c.postcode)
    )
    postcodes: defaultdict[str, list[str]] = defaultdict(list)
    for nis, postcode in (await connection.execute(places)).all():
        postcodes[nis].append(postcode)
    before = (
        select(former_municipality)
        .where(former_municipality.c.successor.in_(codes))
        .order_by(former_municipality.c.until, former_municipality.c.name_sort)
    )
    formerly: defaultdict[str, list[FormerMunicipality]] = defaultdict(list)
    for old in (await connection.execute(before)).all():
        formerly[old.successor].append(FormerMunicipality(nis=Nis(old.nis), name=old.name, until=old.until))
    return [
        Municipality(
            nis=Nis(row.nis),
            name=row.name,
            province=row.province,
            postcodes=tuple(postcodes[row.nis]),
            formerly=tuple(formerly[row.nis]),
        )
        for row in rows
    ]

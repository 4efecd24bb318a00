"""Municipalities: found by code, by name or postcode, and as a gazetteer for importers."""

from collections.abc import Collection

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.pages import PageRequest
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from persistence.paging import Keyset
from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from persistence.text import like_pattern, search_words
from plans.requests import Listing, Some


class TerritoryReader:
    """Reading all municipalities; they are public."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

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


def municipalities_found(search: str, page: PageRequest) -> Listing:
    """Return the request for municipalities by part of a (former or local) name, or a postcode or code; by name."""
    order = Keyset(name="municipalities", key=municipality.c.name_sort, id=municipality.c.nis)
    found = [
        or_(
            municipality.c.name_sort.like(like_pattern(word), escape="\\"),
            municipality.c.nis == word,
            municipality.c.nis.in_(_with_locality(word)),
            municipality.c.nis.in_(_formerly(word)),
        )
        for word in search_words(search)
    ]
    return order.listing(page, *found)


def territories_among(codes: Collection[str]) -> Some:
    """Return the request for the territories with these codes."""
    return Some(where=(municipality.c.nis.in_(sorted(codes)),), order=(municipality.c.nis,))


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

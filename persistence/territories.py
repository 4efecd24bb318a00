"""Municipalities: found by code, by name or postcode, and as a gazetteer for importers."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Text, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.pages import PageRequest
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from persistence.paging import Keyset
from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from persistence.text import MOST_WORDS, findable, like_pattern, search_words
from plans.among import among
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


class StoredPlaces:
    """Where postcodes lie, within a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def municipalities_at(self, postcodes: Collection[str]) -> Mapping[str, Nis]:
        """Return the municipality that each of some Belgian postcodes lies in, as far as it is one of ours."""
        # The same one can be typed in several ways.
        meant = {each: findable(each.strip()) for each in postcodes}
        if not meant:
            return {}
        statement = (
            select(municipality_postcode.c.postcode, func.min(municipality_postcode.c.nis))
            .where(municipality_postcode.c.postcode.in_(set(meant.values())))
            .group_by(municipality_postcode.c.postcode)
        )
        found = {postcode: Nis(nis) for postcode, nis in (await self._connection.execute(statement)).all()}
        return {each: found[postcode] for each, postcode in meant.items() if postcode in found}


def _matching(number: int) -> ColumnElement[bool]:
    whole = bindparam(f"word_{number}", type_=Text())
    pattern = bindparam(f"like_{number}", type_=Text())
    places, former = municipality_postcode.c, former_municipality.c
    local = select(places.nis).where(or_(places.postcode == whole, places.locality_sort.like(pattern, escape="\\")))
    earlier = select(former.successor).where(or_(former.nis == whole, former.name_sort.like(pattern, escape="\\")))
    return or_(
        municipality.c.name_sort.like(pattern, escape="\\"),
        municipality.c.nis == whole,
        municipality.c.nis.in_(local),
        municipality.c.nis.in_(earlier),
    )


_BY_NAME = Keyset(name="municipalities", key=municipality.c.name_sort, id=municipality.c.nis)
_WORDS = tuple(map(_matching, range(MOST_WORDS)))
_AMONG = among(municipality.c.nis, "among_territories")


def municipalities_found(search: str, page: PageRequest) -> Listing:
    """Return the request for municipalities by part of a (former or local) name, or a postcode or code; by name."""
    values: dict[str, str] = {}
    words = search_words(search)
    for number, word in enumerate(words):
        values |= {f"word_{number}": word, f"like_{number}": like_pattern(word)}
    return _BY_NAME.listing(page, *_WORDS[: len(words)], values=values)


def territories_among(codes: Collection[str]) -> Some:
    """Return the request for the territories with these codes."""
    return Some(where=(_AMONG,), values={"among_territories": sorted(codes)}, order=(municipality.c.nis,))

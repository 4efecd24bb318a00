"""Organisations: found by number, listed by territory."""

from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.organisations.model import Organisation, OrganisationKind
from domain.pages import PageRequest
from domain.territories.model import Nis
from persistence.activity_rows import contacts_of
from persistence.paging import Keyset
from persistence.tables.organisations import organisation
from persistence.text import like_pattern, search_words
from plans.requests import Listing


class OrganisationReader:
    """Finding the organisation that somebody acts for."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def by_code(self, code: str) -> Organisation | None:
        """Return the organisation with an OVO code or a KBO number, unless it has ended."""
        statement = select(organisation).where(
            or_(organisation.c.ovo == code, organisation.c.kbo == code), organisation.c.ended_on.is_(None)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).first()
        return organisation_of(row) if row is not None else None


def organisations_on(territory: Nis, search: str | None, page: PageRequest) -> Listing:
    """Return the request for a page of the organisations with their address on a territory, by name."""
    order = Keyset(name="organisations", key=organisation.c.name_sort, id=organisation.c.id)
    found = [
        or_(
            organisation.c.name_sort.like(like_pattern(word), escape="\\"),
            organisation.c.kbo == word.replace(".", ""),
            func.lower(organisation.c.ovo) == word,
        )
        for word in search_words(search)
    ]
    return order.listing(page, organisation.c.municipality == territory, organisation.c.ended_on.is_(None), *found)


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

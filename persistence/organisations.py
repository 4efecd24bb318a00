"""Organisations: found by number, listed by territory."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from domain.organisations.model import Organisation, OrganisationKind
from domain.pages import PageRequest
from domain.territories.model import Nis
from persistence.activity_rows import contacts_of
from persistence.paging import Keyset
from persistence.rows import Rows
from persistence.tables.organisations import organisation
from persistence.text import MOST_WORDS, like_pattern, search_words
from plans.requests import Listing


class OrganisationReader:
    """Finding the organisation that somebody acts for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def by_code(self, code: str) -> Organisation | None:
        """Return the organisation with an OVO code or a KBO number, unless it has ended."""
        found = await self._rows.found(_WITH_CODE, {"code": code})
        return organisation_of(dict(zip(organisation.c.keys(), found[0], strict=True))) if found else None


_WITH_CODE = select(organisation).where(
    or_(organisation.c.ovo == bindparam("code"), organisation.c.kbo == bindparam("code")),
    organisation.c.ended_on.is_(None),
)
_BY_NAME = Keyset(name="organisations", key=organisation.c.name_sort, id=organisation.c.id)
_ON_TERRITORY = organisation.c.municipality == bindparam("on_territory")
_NOT_ENDED = organisation.c.ended_on.is_(None)
_WORDS = tuple(
    or_(
        organisation.c.name_sort.like(bindparam(f"word_{number}"), escape="\\"),
        organisation.c.kbo == bindparam(f"kbo_{number}"),
        func.lower(organisation.c.ovo) == bindparam(f"ovo_{number}"),
    )
    for number in range(MOST_WORDS)
)


def organisations_on(territory: Nis, search: str | None, page: PageRequest) -> Listing:
    """Return the request for a page of the organisations with their address on a territory, by name."""
    words = search_words(search)
    values: dict[str, str] = {"on_territory": territory}
    for number, word in enumerate(words):
        values |= {
            f"word_{number}": like_pattern(word),
            f"kbo_{number}": word.replace(".", ""),
            f"ovo_{number}": word,
        }
    return _BY_NAME.listing(page, _ON_TERRITORY, _NOT_ENDED, *_WORDS[: len(words)], values=values)


def organisation_of(row: Mapping[str, Any]) -> Organisation:
    """Return the organisation that a row holds."""
    return Organisation(
        id=row["id"],
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        kbo=row["kbo"],
        ovo=row["ovo"],
        municipality=Nis(row["municipality"]) if row["municipality"] else None,
        contacts=tuple(contacts_of(row["contacts"])),
        registered_at=row["registered_at"],
    )

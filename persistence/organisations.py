"""Organisations: found by number, listed by territory."""

import time
from collections import OrderedDict
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

REMEMBERED = 5.0
"""Seconds; an organisation that ends is turned away after at most so long."""
MOST_REMEMBERED = 1000


class OrganisationReader:
    """Finding the organisation that somebody acts for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: OrderedDict[str, tuple[float, Organisation]] = OrderedDict()

    async def by_code(self, code: str) -> Organisation | None:
        """Return the organisation with an OVO code or a KBO number, unless it has ended.

        Every request of somebody who is signed in asks this; what was found holds for `REMEMBERED` seconds.
        """
        until, known = self._known.get(code, (0.0, None))
        if known is not None and time.monotonic() < until:
            return known
        found = await self._rows.found(_WITH_CODE, {"code": code})
        self._known.pop(code, None)
        if not found:
            return None
        current = organisation_of(dict(zip(organisation.c.keys(), found[0], strict=True)))
        self._known[code] = time.monotonic() + REMEMBERED, current
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return current


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

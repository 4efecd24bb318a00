"""Lists of organisations by name: those on a territory, and those that a search finds."""

import re
from typing import Any

from sqlalchemy import Text, bindparam, case, false, func, or_

from domain.organisations.model import LOCAL_GOVERNMENTS
from domain.organisations.target_groups import TargetGroup
from domain.pages import PageRequest
from domain.territories.model import Nis
from persistence.organisations import NOT_ENDED
from persistence.paging import Keyset
from persistence.tables.organisations import organisation
from persistence.tables.search import organisation_word
from persistence.text import normalised, search_words
from persistence.word_search import word_conditions, word_values
from plans.requests import Conditions, Listing

LEAST_CHARACTERS = 2
"""Of a search among all organisations; a shorter one finds nothing."""

_BY_NAME = Keyset(name="organisations", key=organisation.c.name_sort, id=organisation.c.id)
_ON_TERRITORY = organisation.c.municipality == bindparam("on_territory")
_WORDS = tuple(
    or_(
        in_name,
        organisation.c.kbo == bindparam(f"kbo_{number}"),
        func.lower(organisation.c.ovo) == bindparam(f"ovo_{number}"),
    )
    for number, in_name in enumerate(
        word_conditions(organisation.c.id, organisation_word.c.word, organisation_word.c.organisation_id)
    )
)
_NOTHING: Conditions = (false(),)
# As `Organisation.target_group` says it.
_IN_TARGET_GROUP = func.coalesce(
    organisation.c.target_group,
    case(
        (or_(*(organisation.c.kind == kind for kind in sorted(LOCAL_GOVERNMENTS))), TargetGroup.LB.value),
        else_=TargetGroup.EA.value,
    ),
) == bindparam("in_target_group", type_=Text())

_KBO = re.compile(r"(?:be)?([0-9]{9,10})")
"""Numbers of before 2005 lack their first digit, a zero."""
_OVO = re.compile(r"ovo[0-9]+")
_BETWEEN_DIGITS = re.compile(r"[\s./-]")


def organisations_on(territory: Nis, search: str | None, page: PageRequest) -> Listing:
    """Return the request for a page of the organisations with their address on a territory, by name."""
    where, values = _searched(search_words(search))
    return _BY_NAME.listing(page, _ON_TERRITORY, NOT_ENDED, *where, values={"on_territory": territory, **values})


def organisations_found(search: str, group: TargetGroup | None, page: PageRequest) -> Listing:
    """Return the request for a page of what a search finds among all organisations, by name."""
    number = _number_in(search)
    words = [number] if number is not None else search_words(search)
    if sum(map(len, words)) < LEAST_CHARACTERS:
        return _BY_NAME.listing(page, *_NOTHING, values={})
    where, values = _searched(words)
    if group is None:
        return _BY_NAME.listing(page, NOT_ENDED, *where, values=values)
    return _BY_NAME.listing(
        page, NOT_ENDED, _IN_TARGET_GROUP, *where, values={"in_target_group": group.value, **values}
    )


def _searched(words: list[str]) -> tuple[Conditions, dict[str, Any]]:
    values = word_values(words)
    for number, word in enumerate(words):
        values |= {f"kbo_{number}": word.replace(".", ""), f"ovo_{number}": word}
    return _WORDS[: len(words)], values


def _number_in(search: str) -> str | None:
    """Return the KBO number or OVO code that a search is as a whole, however it is spaced."""
    joined = _BETWEEN_DIGITS.sub("", normalised(search))
    if (kbo := _KBO.fullmatch(joined)) is not None:
        return kbo[1].zfill(10)
    return joined if _OVO.fullmatch(joined) else None

"""Statements of requests, built once: whoever asks the same again only brings other values."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from plans.model import ReadModel
from plans.requests import Listing, Some

ROWS = "plan_rows"
KEY, KEYS = "plan_key", "plan_keys"

MOST_KNOWN = 500
"""Statements; each takes some tens of kilobytes."""

_known: OrderedDict[tuple[int, ...], tuple[Select[Any], tuple[object, ...]]] = OrderedDict()


def once(build: Callable[[], Select[Any]], *parts: object) -> Select[Any]:
    """Return the statement that is made of these parts (known by identity), built if it is new."""
    key = tuple(map(id, parts))
    found = _known.get(key)
    if found is None:
        # The parts are kept too, so that no other object gets their identity.
        found = _known[key] = build(), parts
        if len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return found[0]


def page(chosen: Select[Any], listing: Listing) -> tuple[Select[Any], Mapping[str, Any]]:
    """Return the statement for a page and one row more."""
    order, backwards = listing.order, listing.page.from_end

    def build() -> Select[Any]:
        wanted = chosen.add_columns(*order.cursor_columns).where(*listing.where, *listing.beyond)
        return wanted.order_by(*order.sorted(backwards=backwards)).limit(bindparam(ROWS))

    statement = once(build, chosen, *listing.where, page, *listing.beyond, order, backwards)
    return statement, {**listing.values, ROWS: listing.page.size + 1}


def count(model: ReadModel, listing: Listing) -> tuple[Select[Any], Mapping[str, Any]]:
    """Return the statement that counts a whole list."""

    def build() -> Select[Any]:
        visible = [] if model.base.visible is None else [model.base.visible]
        return select(func.count()).select_from(model.base.source).where(*visible, *listing.where)

    return once(build, count, model, *listing.where), listing.values


def every(chosen: Select[Any], some: Some) -> tuple[Select[Any], Mapping[str, Any]]:
    """Return the statement for a short list."""
    return once(lambda: chosen.where(*some.where).order_by(*some.order), chosen, *some.where, *some.order), some.values

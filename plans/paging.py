"""A page of a list: the statement that reads one row more than asked, and what that row tells."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from plans.model import ReadModel
from plans.requests import Listing


def paged(chosen: Select[Any], listing: Listing) -> Select[Any]:
    """Return the statement for a page."""
    order, page = listing.order, listing.page
    wanted = chosen.add_columns(*order.cursor_columns).where(*listing.where, *listing.beyond)
    return wanted.order_by(*order.sorted(backwards=page.from_end)).limit(page.size + 1)


class PageOfRows:
    """The rows of a page in the order of the list, and what lies around them."""

    def __init__(self, found: Sequence[Any], listing: Listing) -> None:
        page = listing.page
        more = len(found) > page.size
        rows = found[: page.size]
        self.rows = rows[::-1] if page.from_end else rows
        self._order = listing.order
        self.has_next_page = page.before is not None if page.from_end else more
        self.has_previous_page = more if page.from_end else page.after is not None

    def cursor(self, row: Sequence[Any]) -> str:
        """Return the cursor of a row."""
        return self._order.cursor(row[-len(self._order.cursor_columns) :])

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first row."""
        return self.cursor(self.rows[0]) if self.rows else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last row."""
        return self.cursor(self.rows[-1]) if self.rows else None


def counted(model: ReadModel, listing: Listing) -> Select[Any]:
    """Return the statement that counts the whole list."""
    visible = [] if model.base.visible is None else [model.base.visible]
    return select(func.count()).select_from(model.base.source).where(*visible, *listing.where)

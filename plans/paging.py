"""A page of a list, found by asking for one row more."""

from collections.abc import Sequence
from typing import Any

from plans.requests import Listing


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

"""Fields about inspiration."""

from domain.pages import PageRequest
from persistence.inspiration import inspiration_page
from plans.requests import Listing
from resolvers.pages import cursors_checked


def inspiration_listing(page: PageRequest) -> Listing:
    """Ask for a page of examples."""
    with cursors_checked():
        return inspiration_page(page)

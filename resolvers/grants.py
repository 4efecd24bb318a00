"""Fields and mutations about grants."""

from domain.pages import PageRequest
from persistence import grant_lists
from plans.requests import Listing
from resolvers.pages import cursors_checked


def own_grants(page: PageRequest) -> Listing:
    """Ask for a page of what the viewer was granted."""
    with cursors_checked():
        return grant_lists.own_grants(page)

"""Fields about municipalities and the territories of moderators."""

from domain.pages import PageRequest
from domain.territories.model import Nis
from persistence.organisation_lists import organisations_on
from persistence.territories import municipalities_found, territories_among
from plans.requests import Listing, One, Some
from resolvers.context import Context
from resolvers.pages import cursors_checked


def territory(context: Context, nis: str) -> One | None:
    """Ask for a territory that the viewer moderates; for nothing on behalf of anybody else."""
    return One(key=nis) if context.actor.moderates(Nis(nis)) else None


def acting_for(context: Context) -> One | None:
    """Ask for the organisation that the viewer acts for."""
    organisation_id = context.actor.organisation_id
    return One(key=organisation_id) if organisation_id is not None else None


def own_territories(context: Context) -> Some:
    """Ask for the territories that the viewer moderates."""
    return territories_among(context.actor.territories)


def search_municipalities(search: str, page: PageRequest) -> Listing:
    """Ask for municipalities by name, former name, locality or postcode."""
    with cursors_checked():
        return municipalities_found(search, page)


def organisation_page(territory: Nis, search: str | None, page: PageRequest) -> Listing:
    """Ask for the organisations on a territory."""
    with cursors_checked():
        return organisations_on(territory, search, page)

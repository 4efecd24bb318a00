"""Fields about municipalities and the territories of moderators."""

from domain.organisations.model import Organisation
from domain.pages import InvalidCursorError, Page, PageRequest
from domain.territories.model import Municipality, Nis
from resolvers.context import Context
from resolvers.pages import bad_cursor


async def territory(context: Context, nis: str) -> Municipality | None:
    """Return the municipality of a territory that the viewer moderates; nothing for anybody else."""
    if not context.actor.moderates(Nis(nis)):
        return None
    return await context.loaders.municipality.load(nis)


async def own_territories(context: Context) -> list[Municipality]:
    """Return the territories that the viewer moderates."""
    found = await context.loaders.municipality.load_many(sorted(context.actor.territories))
    return [municipality for municipality in found if municipality is not None]


async def search_municipalities(context: Context, search: str, page: PageRequest) -> Page[Municipality]:
    """Find municipalities by name, former name, locality or postcode."""
    try:
        return await context.services.territories.search(search, page)
    except InvalidCursorError as error:
        raise bad_cursor() from error


async def organisations_on(
    context: Context, territory: Nis, search: str | None, page: PageRequest
) -> Page[Organisation]:
    """Return the organisations on a territory."""
    try:
        return await context.services.organisations.on_territory(territory, search, page)
    except InvalidCursorError as error:
        raise bad_cursor() from error

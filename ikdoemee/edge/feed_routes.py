"""Addresses beside GraphQL at which other software reads: public feeds and private ones."""

import secrets
from collections.abc import Callable

from starlette.routing import BaseRoute

from ikdoemee.edge.failures import guard
from ikdoemee.edge.feeds import PublicFeeds
from ikdoemee.edge.work_feeds import work_feed_route
from ikdoemee.settings import Settings
from resolvers.context import Services


def feed_routes(services: Callable[[], Services], settings: Settings) -> list[BaseRoute]:
    """Return the routes; the parts of the application are there once it is asked for something."""
    guarded = guard(lambda: secrets.token_hex(8))
    return [*PublicFeeds(services, settings, guarded).routes(), work_feed_route(services, guarded)]

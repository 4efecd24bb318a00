"""Addresses at which browsers sign in and out."""

import secrets
from collections.abc import Callable

from starlette.routing import BaseRoute

from auth.oidc.relying_party import RelyingParty
from ikdoemee.container import Container
from ikdoemee.edge.cookies import Cookies
from ikdoemee.edge.failures import guard
from ikdoemee.edge.requesters import Requesters
from ikdoemee.edge.session_routes import SessionRoutes
from ikdoemee.edge.signing_in import SigningIn
from ikdoemee.registration import session_limits
from ikdoemee.settings import Settings


def sign_in_routes(
    container: Callable[[], Container], requesters: Requesters, cookies: Cookies, settings: Settings
) -> list[BaseRoute]:
    """Return the routes; the parts of the application are there once it is asked for something."""

    def relying_party() -> RelyingParty:
        provider = container().provider
        if provider is None:
            raise LookupError("nobody signs in here")
        return provider.relying_party

    guarded = guard(lambda: secrets.token_hex(8))
    signing_in = SigningIn(
        services=lambda: container().services,
        relying_party=relying_party,
        cookies=cookies,
        limits=session_limits(settings),
    )
    sessions = SessionRoutes(
        services=lambda: container().services,
        relying_party=relying_party,
        sessions=lambda: container().sessions,
        requesters=requesters,
        cookies=cookies,
    )
    return [*signing_in.routes(guarded), *sessions.routes(guarded)]

"""The provider as an application of its own, under the path of its issuer."""

from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from auth.development_provider.answers import html
from auth.development_provider.dance import Dance
from auth.development_provider.endpoints import Endpoints
from auth.development_provider.grants import register_grants
from auth.development_provider.leaving import Leaving
from auth.development_provider.pages import STYLE, Pages
from auth.development_provider.requests import NO_STORE
from auth.development_provider.server import DevelopmentServer


def provider_app(server: DevelopmentServer) -> Starlette:
    """Return the provider."""
    prefix = urlsplit(server.configuration.issuer).path
    pages = Pages(prefix)
    register_grants(server)
    dance, leaving, endpoints = Dance(server, pages, prefix), Leaving(server, pages, prefix), Endpoints(server)

    async def style(_request: Request) -> Response:
        return Response(STYLE, media_type="text/css", headers=NO_STORE)

    async def not_found(_request: Request, _error: Exception) -> Response:
        return html(pages.failed("Hier is niets", "Begin met aanmelden in de toepassing zelf."), status=404)

    return Starlette(
        routes=[
            Mount(
                prefix,
                routes=[
                    Route("/.well-known/openid-configuration", endpoints.discovery),
                    Route("/v1/auth", dance.begin, methods=["GET", "POST"]),
                    Route("/v1/token", endpoints.token, methods=["POST"]),
                    Route("/v1/userinfo", endpoints.userinfo, methods=["GET", "POST"]),
                    Route("/v1/keys", endpoints.keys),
                    Route("/v1/introspect", endpoints.introspect, methods=["POST"]),
                    Route("/v1/logout", leaving.leave, methods=["GET", "POST"]),
                    Route("/aanmelden/{id}", dance.show),
                    Route("/aanmelden/{id}", dance.choose, methods=["POST"]),
                    Route("/pages.css", style),
                ],
            )
        ],
        exception_handlers={404: not_found},
    )

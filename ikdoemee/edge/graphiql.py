"""GraphiQL, from our own origin: built at set-up, offered in development, with the clients' operations in its tabs."""

from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ikdoemee.edge.examples import example_tabs
from ikdoemee.edge.media_types import JSON

DIST = Path(__file__).parent.parent / "graphiql" / "dist"

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page_built() -> bool:
    """Whether the page was built at set-up."""
    return (DIST / "index.html").is_file()


def is_page_request(request: Request) -> bool:
    """Whether a browser asks for a page, rather than a program for an answer."""
    return (
        request.method == "GET"
        and "query" not in request.query_params
        and "text/html" in request.headers.get("accept", "")
    )


def page() -> Response:
    """Return the page."""
    return FileResponse(
        DIST / "index.html", media_type="text/html", headers={"content-security-policy": CONTENT_SECURITY_POLICY}
    )


def asset_routes(*, sign_in: str | None) -> list[BaseRoute]:
    """Return what the page loads, and the way to it; `sign_in` is where people sign in, if anywhere."""

    async def examples(_request: Request) -> Response:
        return Response(orjson.dumps({"tabs": example_tabs(), "signIn": sign_in}), media_type=JSON)

    async def home(_request: Request) -> Response:
        # Who signed out, or in without saying where to go then, ends here.
        return RedirectResponse("/graphql", status_code=303)

    return [
        Route("/", home),
        Route("/graphiql/examples.json", examples),
        Mount("/graphiql", StaticFiles(directory=DIST)),
    ]

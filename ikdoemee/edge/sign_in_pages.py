"""What somebody sees whose sign-in comes to nothing: a page in a browser, JSON elsewhere."""

from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ikdoemee.edge.answers import refusal

_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Aanmelden</title>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem }}</style>
</head>
<body>
<main>
<h1>Je bent niet aangemeld</h1>
<p>{message}</p>
<p><a href="{again}">Opnieuw aanmelden</a></p>
</main>
</body>
</html>
"""

_SAFE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


def not_signed_in(
    request: Request,
    status: int,
    code: str,
    message: str,
    *,
    return_to: str = "/",
    headers: dict[str, str] | None = None,
) -> Response:
    """Return why somebody is not signed in, and the way to try again."""
    if "text/html" not in request.headers.get("accept", ""):
        return refusal(status, code, message, headers=headers)
    again = f"/aanmelden?{urlencode({'terug': return_to})}"
    page = _PAGE.format(message=escape(message), again=escape(again))
    return HTMLResponse(page, status_code=status, headers={**_SAFE, **(headers or {})})

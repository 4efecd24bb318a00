"""Pages as answers, with what a browser may do on them."""

from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, Response

from auth.development_provider.requests import NO_STORE


def html(page: str, *, status: int = 200, returns_to: str | None = None) -> Response:
    """Return a page; `returns_to` is the registered address that its form may lead to in the end."""
    return HTMLResponse(page, status_code=status, headers={**NO_STORE, "content-security-policy": _policy(returns_to)})


def _policy(returns_to: str | None) -> str:
    # Browsers also look at where the answer to a form leads.
    address = urlsplit(returns_to or "")
    target = f" {address.scheme}:" if address.scheme else ""
    if address.netloc:
        target += f"//{address.netloc}"
    return (
        f"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'{target}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )

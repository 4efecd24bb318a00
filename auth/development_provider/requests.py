"""The step from Starlette's requests to authlib's, and from its answers back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749 import OAuth2Payload, OAuth2Request
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

Pairs = Sequence[tuple[str, str]]

MOST_BYTES = 32 * 1024
MOST_FIELDS = 50
FORM = "application/x-www-form-urlencoded"

NO_STORE = {"cache-control": "no-store", "x-content-type-options": "nosniff", "referrer-policy": "same-origin"}


class UnusableRequestError(Exception):
    """A request that is not looked into: too long, or not what a form or an address can hold."""


class _Payload(OAuth2Payload):
    def __init__(self, pairs: Pairs) -> None:
        self._data: dict[str, str] = {}
        self._datalist: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in pairs:
            # A parameter without a value counts as left out (RFC 6749, 3.1).
            if value:
                self._data.setdefault(name, value)
                self._datalist[name].append(value)

    @property
    def data(self) -> Mapping[str, str]:
        return self._data

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return self._datalist


class ProviderRequest(OAuth2Request):
    """A request as authlib reads it; it can be made again from its parameters, once somebody signed in."""

    def __init__(self, method: str, uri: str, pairs: Pairs, headers: Mapping[str, str]) -> None:
        super().__init__(method, uri, headers=headers)
        self.pairs = pairs
        self.payload = _Payload(pairs)

    @property
    def form(self) -> Mapping[str, str]:
        """What was sent in the body."""
        found: Mapping[str, str] = self.payload.data
        return found

    def parameter(self, name: str) -> str | None:
        """Return a parameter."""
        return self.form.get(name)


async def provider_request(request: Request, endpoint: str) -> ProviderRequest:
    """Return a request for authlib; raises `UnusableRequestError`."""
    text = await _body(request) if request.method == "POST" else urlsplit(str(request.url)).query
    headers = {name.title(): value for name, value in request.headers.items()}
    return ProviderRequest(request.method, endpoint, _pairs(text), headers)


async def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields of one of our own forms; raises `UnusableRequestError`."""
    return dict(_pairs(await _body(request)))


async def _body(request: Request) -> str:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise UnusableRequestError(f"Send {FORM}.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise UnusableRequestError("This is too long.")
    return body.decode("latin-1")


def _pairs(text: str) -> Pairs:
    if len(text) > MOST_BYTES:
        raise UnusableRequestError("This is too long.")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise UnusableRequestError("This cannot be read.") from error
    # What authlib repeats in a description may hold nothing else (RFC 6749, appendix A), and no id or address does.
    if any(not name.isascii() or not name.isprintable() for name, _ in pairs) or any(
        not value.isascii() or not value.isprintable() or (name not in _FREE and set('"\\') & set(value))
        for name, value in pairs
    ):
        raise UnusableRequestError("This holds characters that do not belong here.")
    return pairs


_FREE = frozenset({"state", "nonce", "login_hint", "logout_hint"})
"""What is returned as it came, or only compared."""


@dataclass(slots=True, kw_only=True)
class Answer:
    """What authlib answers; its extensions may still change where it leads."""

    status: int
    body: Any
    """Text, or what becomes JSON."""
    headers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def location(self) -> str | None:
        """Where it leads, if anywhere."""
        return next((value for name, value in self.headers if name == "Location"), None)

    @location.setter
    def location(self, address: str) -> None:
        self.headers = [("Location", address) if name == "Location" else (name, value) for name, value in self.headers]

    def response(self) -> Response:
        """Return it for Starlette."""
        headers = {name.lower(): value for name, value in self.headers} | NO_STORE
        location = headers.pop("location", None)
        if location is not None:
            # 303: what was posted here is not for whom it leads to.
            return RedirectResponse(location, status_code=303, headers=headers)
        headers.pop("content-type", None)
        return JSONResponse(self.body, status_code=self.status, headers=headers)

"""One question to the Search API: politely repeated when it is not answered, never more than we can hold."""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from importers.uitdatabank.shapes import array, line, number, record
from importers.uitdatabank.source import MOST_BYTES, NotJsonError, json_in

TRIES = 3
PATIENCE = 10.0
"""Seconds to wait for a connection or for the next part of an answer."""
_WHOLE_ANSWER = 6
"""How many times as long the whole of an answer may take, or a server could keep us with a byte at a time."""

_SEARCHES = {"events", "offers"}
_CLIENT_ID = re.compile(r"[\x21-\x7e]+")
_LAST_PORT = 65_535
_FIRST_REDIRECT, _FIRST_REFUSAL, _FIRST_FAILURE = 300, 400, 500

Params = Sequence[tuple[str, str]]


class SearchApiError(Exception):
    """The Search API refused, or did not answer in a way that can be used; the message is for people to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of results."""

    url: str
    """The question, without what identifies us."""
    members: list[object]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchApi:
    """Where to ask, as whom, and how patiently."""

    client: httpx2.AsyncClient
    address: httpx2.URL
    client_id: str | None
    patience: float
    sleep: Callable[[float], Awaitable[object]]

    async def page(self, params: Params) -> SearchPage:
        """Ask for one page."""
        url = self.shown(params)
        problem = ""
        for attempt in range(TRIES):
            if attempt:
                await self.sleep(2.0 ** (attempt - 1))
            try:
                async with asyncio.timeout(self.patience * _WHOLE_ANSWER):
                    status, body = await self._get(params)
            except (httpx2.RequestError, TimeoutError) as error:
                problem = type(error).__name__
                continue
            if status < _FIRST_FAILURE:
                return _page(url, status, body, hide=self.client_id)
            problem = f"status {status}"
        raise SearchApiError(f"{url} was not answered after {TRIES} tries: {problem}")

    def shown(self, params: Params) -> str:
        """Return a question as it may stand in reports: without user name, key or client id."""
        query = "&".join(f"{name}={value}" for name, value in params)
        return f"{self.address.scheme}://{self.address.netloc.decode('ascii')}{self.address.path}?{query}"

    async def _get(self, params: Params) -> tuple[int, bytes]:
        url = self.address.copy_merge_params(dict(params))
        async with self.client.stream("GET", url) as response:
            body = bytearray()
            # Counted as it is unpacked: a small answer can be a large one packed.
            async for part in response.aiter_bytes():
                body += part
                if len(body) > MOST_BYTES:
                    raise SearchApiError(f"{self.shown(params)} was answered with more than {MOST_BYTES} bytes")
            return response.status_code, bytes(body)


@asynccontextmanager
async def open_search_api(
    address: str, *, client_id: str | None, patience: float, sleep: Callable[[float], Awaitable[object]]
) -> AsyncGenerator[SearchApi, None]:
    """Hold a connection to the Search API at an address, with or without the kind of search at its end."""
    if client_id is not None and not _CLIENT_ID.fullmatch(client_id):
        raise SearchApiError("The client id has characters in it that cannot be sent")
    headers = {"accept": "application/ld+json, application/json"}
    if client_id is not None:
        headers["x-client-id"] = client_id
    # Redirects are not followed: they could lead the client id, or us, to somewhere else.
    async with httpx2.AsyncClient(headers=headers, timeout=patience, follow_redirects=False) as client:
        yield SearchApi(client=client, address=_endpoint(address), client_id=client_id, patience=patience, sleep=sleep)


def _endpoint(address: str) -> httpx2.URL:
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL as error:
        raise SearchApiError(f"The address of the Search API cannot be read: {error}") from None
    if not url.host or (url.port or 0) > _LAST_PORT:
        raise SearchApiError("The address of the Search API names no host and port to connect to")
    path = url.path.rstrip("/")
    return url if path.rpartition("/")[2] in _SEARCHES else url.copy_with(path=f"{path}/events")


def _page(url: str, status: int, body: bytes, *, hide: str | None) -> SearchPage:
    if status >= _FIRST_REFUSAL:
        raise SearchApiError(f"{url} was refused ({status}){_detail(body, hide)}")
    if status >= _FIRST_REDIRECT:
        raise SearchApiError(f"{url} was answered with a redirect ({status}), which is not followed")
    try:
        fields = record(json_in(body))
    except NotJsonError:
        raise SearchApiError(f"{url} was answered with something that is not JSON") from None
    members, total = array(fields.get("member")), number(fields.get("totalItems"))
    if members is None or total is None or total < 0:
        raise SearchApiError(f"{url} was answered with something that is not a page of results")
    return SearchPage(url=url, members=members, total=int(total))


def _detail(body: bytes, hide: str | None) -> str:
    try:
        problem = record(json_in(body))
    except NotJsonError:
        return ""
    detail = line(problem.get("detail")) or line(problem.get("title"))
    if hide:
        detail = detail.replace(hide, "***")
    return f": {detail}" if detail else ""

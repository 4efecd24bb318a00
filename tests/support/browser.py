"""A browser without a screen: it keeps cookies, reads forms, presses buttons, and shows where it is led."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2


@dataclass(slots=True)
class Page:
    """A page that was answered with."""

    response: httpx2.Response
    action: str = ""
    fields: dict[str, str] = field(default_factory=dict[str, str])
    buttons: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @classmethod
    def of(cls, response: httpx2.Response) -> Self:
        """Read a page."""
        page = cls(response)
        _Forms(page).feed(response.text)
        return page

    @property
    def text(self) -> str:
        """What the page says."""
        parser = _Words()
        parser.feed(self.response.text)
        return " ".join(" ".join(parser.words).split())

    def choices(self, name: str) -> list[str]:
        """Return the values of the buttons with a name."""
        return [value for each, value in self.buttons if each == name]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class _Forms(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self._page.action = found["action"]
            case "input":
                self._page.fields[found["name"]] = found["value"]
            case "button":
                self._page.buttons.append((found["name"], found["value"]))
            case _:
                pass


class Browser:
    """Follows redirects as long as they stay on the same server."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self._http = http

    async def open(self, url: str) -> Page:
        """Go to an address."""
        return await self._led(await self._http.get(url), url)

    async def press(self, page: Page, name: str, value: str, **changed: str) -> Page:
        """Press a button of a page."""
        url = urljoin(str(page.response.url), page.action)
        body = {**page.fields, name: value, **changed}
        return await self._led(await self._http.post(url, data=body), url)

    async def _led(self, response: httpx2.Response, url: str) -> Page:
        here = urlsplit(url).netloc
        while response.is_redirect:
            url = urljoin(url, response.headers["location"])
            if urlsplit(url).netloc != here:
                break
            response = await self._http.get(url)
        return Page.of(response)


def led_to(page: Page) -> dict[str, str]:
    """Return the parameters with which a page leads back to an application."""
    location = urlsplit(page.response.headers["location"])
    return {name: values[0] for name, values in parse_qs(location.query).items()}

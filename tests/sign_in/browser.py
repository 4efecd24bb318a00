"""A browser: it keeps cookies, follows where it is sent, and its user answers what the provider asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
import orjson

from domain.actors import MODERATOR_RIGHT
from tests.support.api import GENT_OVO
from tests.support.client import Answer

HTML = "text/html,application/xhtml+xml"
RIGHTS_CLAIM = "agii_aanbodplatform_rol_3d"


def capacity(code: str = GENT_OVO, *rights: str) -> dict[str, Any]:
    """Return the claims of somebody who acts for a local government."""
    return {
        "vo_doelgroepcode": "LB",
        "vo_orgcode": code,
        "vo_orgnaam": "Een bestuur",
        RIGHTS_CLAIM: [f"{right}-lokaal:{code}" for right in rights],
    }


MODERATOR = capacity(GENT_OVO, MODERATOR_RIGHT)
NATURAL_PERSON: dict[str, Any] = {"vo_doelgroepcode": "BUR"}


@dataclass(slots=True, kw_only=True)
class Browser:
    """One browser of one person."""

    http: httpx2.AsyncClient
    site: str
    csrf: str | None = field(default=None, repr=False)

    async def sign_in(
        self, person: str = "mo", claims: Mapping[str, Any] = MODERATOR, **answers: str
    ) -> httpx2.Response:
        """Sign in from beginning to end, and return the last answer of the site."""
        answer = await self.come_back(await self.answer_provider(await self.leave(), person, claims, **answers))
        if answer.status_code == httpx2.codes.SEE_OTHER:
            self.csrf = (await self.session())["csrfToken"]
        return answer

    async def leave(self, **parameters: str) -> httpx2.URL:
        """Begin to sign in, and return where the site sends the browser."""
        answer = await self.http.get(f"{self.site}/aanmelden", params=parameters, headers={"accept": HTML})
        assert answer.status_code == httpx2.codes.SEE_OTHER, answer.text
        return httpx2.URL(answer.headers["location"])

    async def asked(self, url: httpx2.URL) -> tuple[str, dict[str, Any]]:
        """Go to the provider, and return where it asks and what it was asked."""
        page = await self._follow(url)
        return str(page.url), page.json()["params"]

    async def answer_provider(
        self, url: httpx2.URL, person: str, claims: Mapping[str, Any], **answers: str
    ) -> httpx2.URL:
        """Prove who one is and choose a capacity; return where the provider sends the browser then."""
        page = await self._follow(url)
        given = {"person": person, "capacity": orjson.dumps(dict(claims)).decode(), **answers}
        back = await self._follow(httpx2.URL(f"{page.url}/antwoord", params=given))
        return httpx2.URL(back.headers["location"])

    async def come_back(self, url: httpx2.URL) -> httpx2.Response:
        """Come back to the site."""
        return await self.http.get(url, headers={"accept": HTML})

    async def session(self) -> dict[str, Any]:
        """Ask who is signed in."""
        found: dict[str, Any] = (await self.http.get(f"{self.site}/sessie")).json()
        return found

    async def post(self, path: str, **headers: str) -> httpx2.Response:
        """Post to the site as its pages do."""
        sent = {"content-type": "application/json", **self._proof(), **headers}
        return await self.http.post(f"{self.site}{path}", content=b"{}", headers=sent)

    async def send(
        self, query: str, variables: Mapping[str, Any] | None = None, *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send an operation as the site's pages do."""
        sent = {"content-type": "application/json", **self._proof(), **(headers or {})}
        body = orjson.dumps({"query": query, "variables": dict(variables or {})})
        response = await self.http.post(f"{self.site}/graphql", content=body, headers=sent)
        return Answer(status=response.status_code, body=orjson.loads(response.content))

    @property
    def cookies(self) -> str:
        """What it sends along."""
        return "; ".join(f"{each.name}={each.value}" for each in self.http.cookies.jar)

    def _proof(self) -> dict[str, str]:
        return {"x-csrf-token": self.csrf} if self.csrf is not None else {}

    async def _follow(self, url: httpx2.URL) -> httpx2.Response:
        """Follow the provider until it asks something, or sends the browser back to the site."""
        host = urlsplit(self.site).netloc
        for _ in range(10):
            answer = await self.http.get(url)
            location = answer.headers.get("location")
            if location is None:
                assert answer.status_code == httpx2.codes.OK, answer.text
                return answer
            url = answer.url.join(location)
            if url.netloc.decode() == host:
                return answer
        raise AssertionError("sent around in circles")

"""A started provider, the applications that it knows, and what they ask of it."""

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from auth.development import subject_of
from auth.development_provider.clients import Client
from tests.support.browser import Browser, Page, led_to
from tests.support.clock import Clock

SCOPE = "agii_aanbodplatform"
EVERYTHING = f"openid profile vo {SCOPE}"
WEB = "https://ikdoemee.example/aanmelden/terug"
WEB_AFTER_LOGOUT = "https://ikdoemee.example/afgemeld"
WEB_SECRET = "geheim"
MOBILE = "be.ikdoemee:/terug"
VERIFIER = "v" * 43
GENT, OCMW_GENT = "LB:OVO002067", "LB:OVO002633"
WEB_LOGIN = ("ikdoemee", WEB_SECRET)

CLIENTS = (
    Client(
        client_id="ikdoemee",
        name="ikdoemee",
        secret=WEB_SECRET,
        scopes=frozenset([*EVERYTHING.split(), "offline_access"]),
        redirect_uris=[WEB],
        post_logout_redirect_uris=[WEB_AFTER_LOGOUT],
    ),
    Client(
        client_id="mobiel",
        name="ikdoemee op de telefoon",
        scopes=frozenset([*EVERYTHING.split(), "offline_access"]),
        redirect_uris=[MOBILE],
        audience="ikdoemee",
    ),
)


@dataclass(slots=True, kw_only=True)
class Started:
    """A started provider."""

    issuer: str
    clock: Clock = field(default_factory=Clock)

    @property
    def token(self) -> str:
        """Where tokens are got."""
        return f"{self.issuer}/v1/token"

    def auth(self, **changed: str | None) -> str:
        """Return the address to sign in at, for the web application unless told otherwise."""
        asked: dict[str, str | None] = {
            "response_type": "code",
            "client_id": "ikdoemee",
            "redirect_uri": WEB,
            "scope": EVERYTHING,
            "state": "toestand",
            "nonce": "eenmalig",
            "code_challenge": create_s256_code_challenge(VERIFIER),
            "code_challenge_method": "S256",
            **changed,
        }
        return f"{self.issuer}/v1/auth?{urlencode({name: value for name, value in asked.items() if value is not None})}"

    async def code(
        self,
        browser: Browser,
        *,
        person: str | None = None,
        capacity: str | None = GENT,
        **changed: str | None,
    ) -> str:
        """Sign in, and return the code."""
        page = await sign_in(browser, await browser.open(self.auth(**changed)), person or "Mo Derator", capacity)
        return led_to(page)["code"]

    async def exchange(self, http: httpx2.AsyncClient, code: str, **changed: str) -> httpx2.Response:
        """Exchange a code as the web application."""
        body = {"grant_type": "authorization_code", "code": code, "redirect_uri": WEB, "code_verifier": VERIFIER}
        return await http.post(self.token, data={**body, **changed}, auth=WEB_LOGIN)

    async def tokens(self, http: httpx2.AsyncClient, browser: Browser, **options: str | None) -> dict[str, Any]:
        """Sign in as the moderator of Gent, and return the tokens."""
        answer = await self.exchange(http, await self.code(browser, **options))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


async def sign_in(browser: Browser, page: Page, person: str, capacity: str | None, method: str = "itsme") -> Page:
    """Walk through the pages from the first on."""
    page = await browser.press(page, "methode", method)
    page = await browser.press(page, "persoon", subject_of(person))
    return await browser.press(page, "hoedanigheid", capacity) if capacity else page


def hint(**named: str) -> str:
    """Return a `login_hint`."""
    return base64.b64encode(json.dumps(named).encode()).decode()


def opaque() -> str:
    """Return something that was never issued."""
    return secrets.token_urlsafe(32)

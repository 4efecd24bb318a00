"""Requests to the provider: each with a time limit, and with an end to what it may answer."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey

from auth.oidc.errors import ProviderUnavailableError
from auth.oidc.registration import Registration, is_loopback

WITHIN = 8.0
"""Seconds for one request, all in all."""
CONNECT_WITHIN = 3.0
MOST_BYTES = 512 * 1024
AT_ONCE = 20
"""Requests to the provider at the same time; one more is told to come back rather than kept waiting."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        async for piece in self._stream:
            received += len(piece)
            if received > MOST_BYTES:
                raise ProviderUnavailableError("the provider answers with more than is read")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class ProviderHttp:
    """Speaks HTTP with one provider, in our name."""

    def __init__(self, registration: Registration) -> None:
        self._registration = registration
        self._ssl: ssl.SSLContext | None = None
        self._busy = 0

    async def json(self, url: str) -> Mapping[str, Any]:
        """Return the JSON object at an address."""
        async with self.client() as client:
            response = await client.get(url, auth=None, headers={"accept": "application/json"})
            response.raise_for_status()
            return _object(response)

    async def post(self, url: str, form: Mapping[str, str]) -> Mapping[str, Any]:
        """Send a form in our name and return the JSON object that answers it."""
        async with self.client() as client:
            auth = client.client_auth(client.token_endpoint_auth_method)
            response = await client.post(url, data=dict(form), auth=auth, headers={"accept": "application/json"})
            response.raise_for_status()
            return _object(response)

    @asynccontextmanager
    async def client(self) -> AsyncGenerator[AsyncOAuth2Client]:
        """Lend a client for one request; raises `ProviderUnavailableError` for whatever goes wrong on the way.

        Each has a client of its own: it keeps the token that it got.
        """
        if self._busy >= AT_ONCE:
            raise ProviderUnavailableError("too many requests to the provider at once")
        self._busy += 1
        try:
            async with asyncio.timeout(WITHIN), self._open() as client:
                yield client
        except TimeoutError as error:
            raise ProviderUnavailableError("the provider does not answer in time") from error
        except httpx2.HTTPStatusError as error:
            raise ProviderUnavailableError(f"the provider answers with status {error.response.status_code}") from error
        except httpx2.HTTPError as error:
            # Its text may hold the address, and with it what was asked.
            raise ProviderUnavailableError(f"the provider cannot be reached: {type(error).__name__}") from error
        except OAuthError:
            raise
        except ValueError as error:
            raise ProviderUnavailableError("the provider answers with something that is no JSON object") from error
        finally:
            self._busy -= 1

    def _open(self) -> AsyncOAuth2Client:
        known = self._registration
        key = known.private_key
        client = AsyncOAuth2Client(
            known.client_id,
            key if key is not None else known.client_secret,
            token_endpoint_auth_method=_method(known),
            scope=known.scopes,
            redirect_uri=known.redirect_uri,
            code_challenge_method="S256",
            verify=self._verify(),
            timeout=httpx2.Timeout(WITHIN, connect=CONNECT_WITHIN),
            # Nobody between us and ourselves.
            trust_env=not is_loopback(known.issuer),
            event_hooks={"response": [_bound]},
        )
        if key is not None:
            headers = {"kid": key.kid} if key.kid else None
            algorithm = "ES256" if isinstance(key, ECKey) else "RS256"
            # The access management wants the issuer as the audience, not the address that the token is asked at.
            client.register_client_auth_method(
                PrivateKeyJWT(token_endpoint=known.issuer, headers=headers, alg=algorithm)
            )
        return client

    def _verify(self) -> ssl.SSLContext:
        # Making one reads all certificates of the machine.
        if self._ssl is None:
            self._ssl = httpx2.create_ssl_context()
        return self._ssl


def _method(known: Registration) -> str:
    if known.private_key is not None:
        return "private_key_jwt"
    if known.client_secret is None:
        return "none"
    return "client_secret_post" if known.secret_in_body else "client_secret_basic"


def _object(response: httpx2.Response) -> Mapping[str, Any]:
    found = response.json()
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - what the caller makes of all that is no JSON object
    return found

"""The public keys of the provider, which it changes now and then."""

import time
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from auth.oidc.discovery import Metadata
from auth.oidc.errors import ProviderUnavailableError
from auth.oidc.http import ProviderHttp
from auth.oidc.kept import Kept

FRESH, USABLE = 3600.0, 24 * 3600.0
LOOK_AGAIN = 60.0
"""Seconds between two looks because of a key that is unknown: anybody can send a token that names one."""
MOST_KEYS = 50

_KINDS: Mapping[object, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}


class ProviderKeys:
    """The keys that the provider signs with."""

    def __init__(self, metadata: Kept[Metadata], http: ProviderHttp) -> None:
        self._metadata = metadata
        self._http = http
        self._kept = Kept(self._fetch, fresh=FRESH, usable=USABLE)
        self._looked_at = -LOOK_AGAIN

    async def for_token(self, token: str) -> KeySet:
        """Return the keys to check a token with; asked for once more if it names one that is unknown."""
        keys = await self._kept.get()
        kid = header_of(token).get("kid")
        if kid is not None and kid not in {each.kid for each in keys} and self._may_look():
            self._looked_at = time.monotonic()
            keys = await self._kept.renewed()
        return keys

    async def close(self) -> None:
        """Stop fetching."""
        await self._kept.close()

    def _may_look(self) -> bool:
        return time.monotonic() - self._looked_at >= LOOK_AGAIN

    async def _fetch(self) -> KeySet:
        found = (await self._http.json((await self._metadata.get()).jwks_uri)).get("keys")
        if not isinstance(found, list):
            raise ProviderUnavailableError("the provider shows no keys")
        keys: list[Key] = [key for each in found[:MOST_KEYS] if (key := _key(each)) is not None]
        if not keys:
            raise ProviderUnavailableError("the provider shows no key that can be used")
        return KeySet(keys)


def header_of(token: str) -> Mapping[str, object]:
    """Return what a signed token says of itself, unchecked; nothing for what is no such token."""
    try:
        return jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, KeyError):
        return {}


def _key(jwk: Any) -> Key | None:  # noqa: ANN401 - whatever the provider shows
    kind = _KINDS.get(jwk.get("kty")) if isinstance(jwk, dict) else None
    if kind is None or jwk.get("use", "sig") != "sig":
        return None
    try:
        return kind.import_key(jwk)
    except (JoseError, ValueError, TypeError, KeyError):
        # One that we cannot read is no reason to refuse the others.
        return None

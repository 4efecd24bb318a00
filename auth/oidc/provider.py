"""The provider as the application uses it: nothing is asked of it before somebody signs in or sends its token."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from auth.oidc.access_tokens import ProviderTokens
from auth.oidc.discovery import Metadata, kept_metadata
from auth.oidc.http import ProviderHttp
from auth.oidc.kept import Kept
from auth.oidc.keys import ProviderKeys
from auth.oidc.registration import Registration
from auth.oidc.relying_party import RelyingParty


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider: its sign-in and its tokens, which share its addresses and keys."""

    relying_party: RelyingParty
    tokens: ProviderTokens | None
    """None if no access tokens of this provider are taken."""
    _metadata: Kept[Metadata]
    _keys: ProviderKeys

    @classmethod
    def of(cls, known: Registration, *, now: Callable[[], datetime]) -> Self:
        """Return the provider at which we are registered."""
        http = ProviderHttp(known)
        metadata = kept_metadata(known.issuer, http)
        keys = ProviderKeys(metadata, http)
        tokens = ProviderTokens(known, http, metadata, keys, now=now) if known.api_audience else None
        return cls(
            relying_party=RelyingParty(known, http, metadata, keys, now=now),
            tokens=tokens,
            _metadata=metadata,
            _keys=keys,
        )

    async def close(self) -> None:
        """Stop what is being asked."""
        await self._metadata.close()
        await self._keys.close()

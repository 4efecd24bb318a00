"""Our side of signing in: where we send people, what we make of their return, and where they sign out."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

import structlog
from authlib.integrations.base_client import OAuthError

from auth.claims import Identity, identity_of, number_in
from auth.oidc.discovery import Metadata
from auth.oidc.errors import ProviderUnavailableError, SignInRefusedError
from auth.oidc.http import ProviderHttp
from auth.oidc.id_tokens import TRY_AGAIN, checked_claims
from auth.oidc.kept import Kept
from auth.oidc.keys import ProviderKeys
from auth.oidc.registration import Registration

log = structlog.get_logger(__name__)

CANCELLED = "Je hebt het aanmelden afgebroken, of je hebt geen toegang tot deze toepassing."

_OURS_TO_MEND = frozenset({"invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that began: where to send the browser, and what to keep until it returns."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class RelyingParty:
    """Signs people in at one provider."""

    def __init__(
        self, known: Registration, http: ProviderHttp, metadata: Kept[Metadata], keys: ProviderKeys,
        *, now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._known = known
        self._http = http
        self._metadata = metadata
        self._keys = keys
        self._now = now

    async def begin(self, *, login_hint: str | None) -> Begun:
        """Return where to send a browser; raises `ProviderUnavailableError`."""
        metadata = await self._metadata.get()
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        extra = {"nonce": nonce}
        if self._known.acr_values:
            extra["acr_values"] = " ".join(self._known.acr_values)
        if login_hint is not None:
            extra["login_hint"] = login_hint
        async with self._http.client() as client:
            url, _ = client.create_authorization_url(
                metadata.authorization_endpoint, state=state, code_verifier=verifier, **extra
            )
        return Begun(url=str(url), state=state, nonce=nonce, verifier=verifier)

    async def complete(self, returned: Mapping[str, str], *, nonce: str, verifier: str) -> Identity:
        """Return who came back; raises `SignInRefusedError` or `ProviderUnavailableError`."""
        metadata = await self._metadata.get()
        self._check_sender(returned.get("iss"), metadata)
        if "error" in returned:
            raise _not_let_in(returned["error"])
        code = returned.get("code")
        if not code:
            raise SignInRefusedError(TRY_AGAIN, cause="the provider sent no code")
        tokens = await self._exchange(metadata, code, verifier)
        id_token = tokens.get("id_token")
        claims = checked_claims(
            id_token,
            await self._keys.for_token(id_token if isinstance(id_token, str) else ""),
            known=self._known,
            nonce=nonce,
            access_token=tokens.get("access_token"),
            now=self._now(),
        )
        identity = identity_of(claims, rights_claim=self._known.rights_claim)
        return replace(identity, number=number_in(claims))

    async def logout_url(self) -> str | None:
        """Return where somebody signs out at the provider too; None if that cannot be told."""
        return await self._end_session({"post_logout_redirect_uri": self._known.after_logout})

    async def switch_url(self) -> str | None:
        """Return where somebody leaves their organisation for another, without proving anew who they are."""
        return await self._end_session({"switch": "true", "post_logout_redirect_uri": self._known.after_switch})

    async def _end_session(self, parameters: Mapping[str, str]) -> str | None:
        try:
            address = (await self._metadata.get()).end_session_endpoint
        except ProviderUnavailableError as error:
            log.warning("provider.unavailable", error=str(error))
            return None
        if address is None:
            return None
        joined = "&" if "?" in address else "?"
        return f"{address}{joined}{urlencode({'client_id': self._known.client_id, **parameters})}"

    async def _exchange(self, metadata: Metadata, code: str, verifier: str) -> Mapping[str, object]:
        try:
            async with self._http.client() as client:
                tokens: Mapping[str, object] = await client.fetch_token(
                    metadata.token_endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
                )
                return tokens
        except OAuthError as error:
            if error.error in _OURS_TO_MEND:
                raise ProviderUnavailableError(f"the provider does not take our request: {error.error}") from None
            raise SignInRefusedError(TRY_AGAIN, cause="the provider does not take the code") from None

    def _check_sender(self, issuer: str | None, metadata: Metadata) -> None:
        """Refuse an answer that another provider sent (RFC 9207)."""
        if issuer is None and not metadata.names_itself:
            return
        if not hmac.compare_digest((issuer or "").encode(), self._known.issuer.encode()):
            raise SignInRefusedError(TRY_AGAIN, cause="the answer does not come from the provider")


def _not_let_in(error: str) -> Exception:
    if error in {"server_error", "temporarily_unavailable"} | _OURS_TO_MEND:
        return ProviderUnavailableError(f"the provider answers {error}")
    if error == "access_denied":
        return SignInRefusedError(CANCELLED, cause="access denied")
    return SignInRefusedError(TRY_AGAIN, cause="the provider answers with an error")

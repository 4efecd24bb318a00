"""The applications that may let people sign in here, in the shape that authlib asks about."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from authlib.oauth2.rfc6749 import ClientMixin

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(ClientMixin):
    """An application: confidential when it has a secret, public (a mobile app) when it has none."""

    client_id: str
    name: str
    scopes: frozenset[str]
    redirect_uris: Sequence[str]
    post_logout_redirect_uris: Sequence[str] = ()
    secret: str | None = field(default=None, repr=False)
    audience: str | None = None
    """The API that its access tokens are for, which reads them itself (JWT); without it, they are opaque."""

    @property
    def client_metadata(self) -> Mapping[str, object]:
        """What the logout asks."""
        return {"post_logout_redirect_uris": list(self.post_logout_redirect_uris)}

    @property
    def public(self) -> bool:
        """Whether it cannot keep a secret."""
        return self.secret is None

    def get_default_redirect_uri(self) -> None:
        """Return None: where to return to must be said."""
        return

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Return the scope, or None when it asks for more than it may: an error at once, before anybody signs in."""
        asked = (scope or "").split()
        return " ".join(asked) if "openid" in asked and self.scopes.issuperset(asked) else None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Whether it may be returned to there: exactly what was registered."""
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, client_secret: str) -> bool:
        """Whether this is its secret."""
        return self.secret is not None and hmac.compare_digest(self.secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Whether it may prove who it is in this way; what tokens are worth is told to who can keep a secret."""
        if self.public:
            return method == NONE and endpoint == "token"
        return method != NONE

    def check_response_type(self, response_type: str) -> bool:
        """Whether it may ask for this."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether it may get tokens in this way."""
        return grant_type in {"authorization_code", "refresh_token"}

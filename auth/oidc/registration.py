"""How we are known at the provider, as agreed beforehand."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from joserfc.jwk import ECKey, RSAKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Our client at one provider."""

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    secret_in_body: bool = False
    """Whether the secret goes in the body of a request (`client_secret_post`) rather than in a header."""
    private_key: RSAKey | ECKey | None = field(default=None, repr=False)
    """Proves who we are in the place of a secret (`private_key_jwt`)."""
    scopes: str
    acr_values: tuple[str, ...] = ()
    """Means of signing in that are strong enough; empty to take whatever the provider takes."""
    redirect_uri: str
    """Where the provider sends people back to after they signed in."""
    after_logout: str
    """Where it sends them after they signed out."""
    after_switch: str
    """Where it sends them to sign in for another organisation."""
    api_audience: str | None = None
    """For whom access tokens must be meant that clients send us; None to take none from this provider."""
    rights_claim: str


def is_loopback(address: str) -> bool:
    """Whether an address leads to this machine: the only one that may be spoken to without encryption."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

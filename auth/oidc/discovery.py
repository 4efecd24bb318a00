"""What the provider says of itself: its addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from auth.oidc.errors import ProviderUnavailableError
from auth.oidc.http import ProviderHttp
from auth.oidc.kept import Kept
from auth.oidc.registration import is_loopback

FRESH, USABLE = 3600.0, 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Where the provider does what."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None
    introspection_endpoint: str | None
    names_itself: bool
    """Whether it says who it is when it sends people back (RFC 9207)."""


def metadata_of(document: Mapping[str, object], *, issuer: str) -> Metadata:
    """Return what a document says; raises `ProviderUnavailableError` for one that is another's or lacks something."""
    if document.get("issuer") != issuer:
        raise ProviderUnavailableError("the provider says that it is another one than was agreed")

    def address(name: str) -> str | None:
        value = document.get(name)
        if not isinstance(value, str) or not value:
            return None
        if urlsplit(value).scheme == "https" or is_loopback(value) == is_loopback(issuer) is True:
            return value
        raise ProviderUnavailableError(f"the provider's {name} is not encrypted")

    def required(name: str) -> str:
        value = address(name)
        if value is None:
            raise ProviderUnavailableError(f"the provider does not say its {name}")
        return value

    return Metadata(
        authorization_endpoint=required("authorization_endpoint"),
        token_endpoint=required("token_endpoint"),
        jwks_uri=required("jwks_uri"),
        end_session_endpoint=address("end_session_endpoint"),
        introspection_endpoint=address("introspection_endpoint"),
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )


def kept_metadata(issuer: str, http: ProviderHttp) -> Kept[Metadata]:
    """Return what keeps the metadata of a provider; it is asked when somebody first signs in."""

    async def fetch() -> Metadata:
        return metadata_of(await http.json(f"{issuer}/.well-known/openid-configuration"), issuer=issuer)

    return Kept(fetch, fresh=FRESH, usable=USABLE)

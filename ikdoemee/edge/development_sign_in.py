"""The sign-in for development at `/op`: made-up people, on this machine only, and never in production."""

import re
from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from auth.development_provider.app import provider_app
from auth.development_provider.clients import Client
from auth.development_provider.people import read_people
from auth.development_provider.server import Configuration, DevelopmentServer
from ikdoemee.edge.answers import refusal
from ikdoemee.edge.signing_in import CALLBACK_PATH, SIGN_IN_PATH
from ikdoemee.settings import Settings

PATH = "/op"
CLIENT_ID, CLIENT_SECRET = "ikdoemee", "enkel-voor-ontwikkeling"
MOBILE_CLIENT_ID, MOBILE_REDIRECT_URI = "ikdoemee-mobiel", "be.ikdoemee:/aangemeld"


def signing_in_here(settings: Settings, *, host: str, port: int) -> Settings:
    """Return settings with which people sign in at this server itself, unless they sign in elsewhere already.

    A port that is not known yet, or an address that is not of this machine, leaves it at that.
    """
    own = "127.0.0.1" if host == "localhost" else host
    if settings.oidc_issuer is not None or settings.public_url is not None or port == 0 or not _is_loopback(own):
        return settings
    origin = _address(own, port)
    return Settings(
        **settings.model_dump()
        | {
            "public_url": origin,
            "oidc_issuer": f"{origin}{PATH}",
            "oidc_client_id": CLIENT_ID,
            "oidc_client_secret": CLIENT_SECRET,
            "oidc_scopes": f"openid profile vo {application_scope(settings.rights_claim)}",
            "oidc_api_audience": CLIENT_ID,
        }
    )


def application_scope(rights_claim: str) -> str:
    """Return the scope that brings the rights: the claim's name without its form."""
    # Applications differ in how they write it (`..._rol_3d`, `..._rol_3D`).
    return re.sub(r"_rol_[23]d$", "", rights_claim, flags=re.IGNORECASE)


class DevelopmentSignIn:
    """Hands what comes for `/op` to the provider, before the door: people send forms there."""

    def __init__(self, app: ASGIApp, *, settings: Settings, now: Callable[[], datetime]) -> None:
        if settings.production:
            raise RuntimeError("the sign-in for development does not exist in production")
        self._app = app
        self._settings = settings
        self._now = now
        self._provider: tuple[str, ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or not scope["path"].startswith(f"{PATH}/"):
            await self._app(scope, receive, send)
            return
        origin = _origin(Request(scope))
        if origin is None:
            answer = refusal(
                403, "ONLY_ON_THIS_MACHINE", "De aanmelding voor ontwikkeling werkt enkel op je eigen computer."
            )
            await answer(scope, receive, send)
            return
        if self._provider is None or self._provider[0] != origin:
            self._provider = origin, self._made(origin)
        await self._provider[1](scope, receive, send)

    def _made(self, origin: str) -> ASGIApp:
        scope = application_scope(self._settings.rights_claim)
        scopes = frozenset({"openid", "profile", "vo", "offline_access", scope})
        clients = [
            Client(
                client_id=CLIENT_ID,
                name="ikdoemee",
                secret=CLIENT_SECRET,
                scopes=scopes,
                redirect_uris=[f"{origin}{CALLBACK_PATH}"],
                post_logout_redirect_uris=[f"{origin}/", f"{origin}{SIGN_IN_PATH}"],
            ),
            Client(
                client_id=MOBILE_CLIENT_ID,
                name="ikdoemee op de telefoon",
                scopes=scopes,
                redirect_uris=[MOBILE_REDIRECT_URI],
                audience=CLIENT_ID,
            ),
        ]
        configuration = Configuration(
            issuer=f"{origin}{PATH}",
            people=read_people(),
            clients=clients,
            application_scope=scope,
            rights_claim=self._settings.rights_claim,
            now=self._now,
        )
        return provider_app(DevelopmentServer(configuration))


def _origin(request: Request) -> str | None:
    """Return the address that this came in on, if it is one of this machine; None for everything else."""
    address, client = request.scope.get("server"), request.client
    if address is None or client is None:
        return None
    # A page elsewhere can give its name our address, so what it is called by must be of this machine too; and a proxy
    # on this machine may let in who is not.
    here = all(map(_is_loopback, (address[0], client.host, request.url.hostname or "")))
    if not here or any(name in request.headers for name in _FORWARDED):
        return None
    return _address(*address)


_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

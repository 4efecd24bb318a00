"""Signing out, and switching to another capacity without proving again who one is."""

from authlib.oauth2 import OAuth2Error
from authlib.oidc.rpinitiated import EndSessionEndpoint, EndSessionRequest
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import Response

from auth.development_provider.answers import html
from auth.development_provider.dance import SESSION
from auth.development_provider.pages import Pages
from auth.development_provider.requests import Answer, ProviderRequest, UnusableRequestError, provider_request
from auth.development_provider.server import ALGORITHM, DevelopmentServer


class EndSession(EndSessionEndpoint):
    """Checks where a logout may lead."""

    server: DevelopmentServer

    def is_post_logout_redirect_uri_legitimate(
        self, _request: ProviderRequest, _uri: str, _client: object, _logout_hint: str | None
    ) -> bool:
        """Return True: as with the real one, a client id and an address that was registered are enough."""
        return True

    def get_server_jwks(self) -> KeySet:
        """Return the keys that an `id_token_hint` is checked with."""
        return self.server.public_keys

    def get_algorithms(self) -> list[str]:
        """Return the algorithm of an id token."""
        return [ALGORITHM]

    def end_session(self, _request: EndSessionRequest) -> None:
        """Do nothing: `Leaving` knows the browser."""


class Leaving:
    """Answers people who leave."""

    def __init__(self, server: DevelopmentServer, pages: Pages, prefix: str) -> None:
        self._server = server
        self._pages = pages
        self._prefix = prefix
        server.register_endpoint(EndSession)

    async def leave(self, request: Request) -> Response:
        """Sign somebody out here, unless they only switch, and lead back to the application."""
        try:
            asked = await provider_request(request, f"{self._server.configuration.issuer}/v1/logout")
            ending: EndSessionRequest = self._server.validate_endpoint_request("end_session", asked)
        except (UnusableRequestError, OAuth2Error, ValueError) as error:
            return self._failed("Deze vraag om af te melden is onleesbaar.", str(error))
        if asked.parameter("post_logout_redirect_uri") and ending.redirect_uri is None:
            return self._failed(
                "Het adres om naar terug te keren hoort niet bij de toepassing waarvan je wil afmelden.",
                "post_logout_redirect_uri",
            )
        answer: Answer | None = self._server.create_endpoint_response("end_session", ending)
        response = answer.response() if answer else html(self._pages.signed_out())
        # `switch` comes without a value, or with one that says nothing more.
        if not any(name == "switch" for name, _ in asked.pairs):
            self._server.memory.sessions.take(request.cookies.get(SESSION))
            response.delete_cookie(SESSION, path=self._prefix, httponly=True, samesite="lax")
        return response

    def _failed(self, explanation: str, detail: str) -> Response:
        return html(self._pages.failed("Afmelden lukt niet", explanation, detail), status=400)

"""What applications ask the provider: tokens, what a token is worth, whom it is about, keys, and where all of it is."""

from typing import Any

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError, ResourceProtector
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auth.development_provider.clients import Client
from auth.development_provider.grants import CLIENT_AUTHENTICATION
from auth.development_provider.issued import Token
from auth.development_provider.methods import ALL_MEANS
from auth.development_provider.requests import NO_STORE, Answer, ProviderRequest, UnusableRequestError, provider_request
from auth.development_provider.server import ALGORITHM, DevelopmentServer


class Introspection(IntrospectionEndpoint):
    """What a token is worth, for an application that can keep a secret: here that is the API."""

    CLIENT_AUTH_METHODS = CLIENT_AUTHENTICATION
    server: DevelopmentServer

    def check_permission(self, _token: Token, client: Client, _request: ProviderRequest) -> bool:
        """Whether it is told; who cannot keep a secret did not come so far."""
        return not client.public

    def query_token(self, token: str, _token_type_hint: str | None) -> Token | None:
        """Return a token."""
        return self.server.memory.tokens.get(token)

    def introspect_token(self, token: Token) -> dict[str, object]:
        """Return what it is worth."""
        return self.server.claims_of(token.user, token.scope) | {
            "active": True,
            "iss": self.server.configuration.issuer,
            "aud": token.client.audience or token.client.client_id,
            "client_id": token.client.client_id,
            "scope": token.scope,
            "token_type": "refresh_token" if token.refreshes else "Bearer",
            "iat": int(token.issued_at.timestamp()),
            "exp": int(token.expires_at.timestamp()),
        }


class _Bearer(BearerTokenValidator):
    """Access tokens that are for us; one for an API is not."""

    def __init__(self, server: DevelopmentServer) -> None:
        super().__init__()
        self._server = server

    def authenticate_token(self, token_string: str) -> Token | None:
        found = self._server.memory.tokens.get(token_string)
        return found if found and not found.refreshes and not found.client.audience else None


class Endpoints:
    """Answers applications."""

    def __init__(self, server: DevelopmentServer) -> None:
        self._server = server
        server.register_endpoint(Introspection)
        self._protector = ResourceProtector()
        self._protector.register_token_validator(_Bearer(server))

    async def token(self, request: Request) -> Response:
        """Exchange a code or a refresh token for tokens."""
        return await self._answered(request, "token", self._server.create_token_response)

    async def introspect(self, request: Request) -> Response:
        """Say what a token is worth."""
        return await self._answered(
            request, "introspect", lambda asked: self._server.create_endpoint_response("introspection", asked)
        )

    async def userinfo(self, request: Request) -> Response:
        """Say whom a token is about."""
        return await self._answered(request, "userinfo", self._whom)

    async def keys(self, _request: Request) -> Response:
        """Give the public keys."""
        return JSONResponse(self._server.public_keys.as_dict(private=False), headers=NO_STORE)

    async def discovery(self, _request: Request) -> Response:
        """Say where everything is."""
        issuer, configuration = self._server.configuration.issuer, self._server.configuration
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/v1/auth",
                "token_endpoint": f"{issuer}/v1/token",
                "userinfo_endpoint": f"{issuer}/v1/userinfo",
                "jwks_uri": f"{issuer}/v1/keys",
                "end_session_endpoint": f"{issuer}/v1/logout",
                "introspection_endpoint": f"{issuer}/v1/introspect",
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code", "refresh_token"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "token_endpoint_auth_methods_supported": [*CLIENT_AUTHENTICATION, "none"],
                "introspection_endpoint_auth_methods_supported": CLIENT_AUTHENTICATION,
                "code_challenge_methods_supported": ["S256"],
                "scopes_supported": list(configuration.scopes),
                "acr_values_supported": list(ALL_MEANS),
                "claims_supported": [*_CLAIMS, configuration.rights_claim],
                "prompt_values_supported": ["none", "login", "select_account"],
                "authorization_response_iss_parameter_supported": True,
                "claims_parameter_supported": False,
                "request_parameter_supported": False,
                "request_uri_parameter_supported": False,
            },
            headers=NO_STORE,
        )

    async def _answered(self, request: Request, endpoint: str, answer: Any) -> Response:  # noqa: ANN401 - untyped authlib
        try:
            asked = await provider_request(request, f"{self._server.configuration.issuer}/v1/{endpoint}")
            found: Answer = answer(asked)
        except UnusableRequestError as error:
            found = self._server.handle_error_response(None, InvalidRequestError(str(error)))
        # What says it is `Basic` and is not makes authlib's decoder fail.
        except ValueError:
            found = self._server.handle_error_response(None, InvalidRequestError("Malformed credentials"))
        return found.response()

    def _whom(self, asked: ProviderRequest) -> Answer:
        try:
            token: Token = self._protector.validate_request(["openid"], asked)
        except OAuth2Error as error:
            refused: Answer = self._server.handle_error_response(asked, error)
            return refused
        return Answer(status=200, body=self._server.claims_of(token.user, token.scope))


_CLAIMS = [
    "sub",
    "given_name",
    "family_name",
    "cot",
    "vo_id",
    "vo_email",
    "vo_doelgroepcode",
    "vo_doelgroepnaam",
    "vo_orgcode",
    "vo_orgnaam",
]

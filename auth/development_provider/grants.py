"""How tokens are got: with a code, once and within half a minute, or with a refresh token, once."""

from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, OpenIDToken
from joserfc.jwk import RSAKey

from auth.development_provider.clients import NONE, Client
from auth.development_provider.issued import Code, SignedIn, Token
from auth.development_provider.methods import means_used, offered
from auth.development_provider.requests import ProviderRequest
from auth.development_provider.server import ALGORITHM, DevelopmentServer

CLIENT_AUTHENTICATION = ["client_secret_basic", "client_secret_post"]

ID_TOKEN_SECONDS = 3600
MOST_DIGITS = 9


class CodeGrant(AuthorizationCodeGrant):
    """The code flow."""

    TOKEN_ENDPOINT_AUTH_METHODS = [*CLIENT_AUTHENTICATION, NONE]  # noqa: RUF012 - authlib's name and form
    server: DevelopmentServer
    request: ProviderRequest

    def save_authorization_code(self, code: str, request: ProviderRequest) -> None:
        """Remember a code, and what it was asked with."""
        user: SignedIn = request.user
        issued = Code(
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            user=user,
            nonce=request.parameter("nonce"),
            acr=means_used(user.session.method, request.parameter("acr_values")),
            tells_when=request.parameter("max_age") is not None,
            code_challenge=request.parameter("code_challenge"),
            code_challenge_method=request.parameter("code_challenge_method"),
        )
        self.server.memory.codes.put(code, issued)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        """Return a code that was given to this client; whatever comes of it, it cannot be used again."""
        memory = self.server.memory
        # Somebody else may have got hold of a code that is sent twice: nothing that came of it holds.
        memory.take_back(memory.used.get(code))
        found = memory.codes.take(code)
        if found is None:
            return None
        memory.used.put(code, found.user.grant)
        return found if found.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Do nothing: it was taken when it was found."""

    def authenticate_user(self, authorization_code: Code) -> SignedIn:
        """Return who signed in."""
        return authorization_code.user


class RefreshGrant(RefreshTokenGrant):
    """Refreshing, with another refresh token each time."""

    TOKEN_ENDPOINT_AUTH_METHODS = [*CLIENT_AUTHENTICATION, NONE]  # noqa: RUF012 - authlib's name and form
    INCLUDE_NEW_REFRESH_TOKEN = True
    server: DevelopmentServer
    request: ProviderRequest

    def authenticate_refresh_token(self, refresh_token: str) -> Token | None:
        """Return a refresh token; whatever comes of it, it cannot be used again."""
        memory = self.server.memory
        memory.take_back(memory.used.get(refresh_token))
        found = memory.tokens.get(refresh_token)
        if found is None or not found.refreshes:
            return None
        memory.tokens.take(refresh_token)
        memory.used.put(refresh_token, found.user.grant)
        return found

    def authenticate_user(self, refresh_token: Token) -> SignedIn:
        """Return whom it is about."""
        return refresh_token.user

    def revoke_old_credential(self, refresh_token: Token) -> None:
        """Do nothing: it was taken when it was found."""


class Pkce(CodeChallenge):
    """PKCE with S256 only, and asked of public clients before anybody signs in."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 - authlib's name and form

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        """Raise `InvalidRequestError` without a proper challenge."""
        request = grant.request
        if request.client.public and not request.parameter("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'")
        if request.parameter("code_challenge") and request.parameter("code_challenge_method") != "S256":
            raise InvalidRequestError("Unsupported 'code_challenge_method'")
        super().validate_code_challenge(grant, redirect_uri)


class Request:
    """What this provider does not do is said at once, not ignored."""

    def __call__(self, grant: CodeGrant) -> None:
        """Join a grant."""
        grant.register_hook("after_validate_authorization_request_payload", self.validate)

    def validate(self, grant: CodeGrant, _redirect_uri: str) -> None:
        """Raise `InvalidRequestError`."""
        parameter = grant.request.parameter
        for unsupported in ("request", "request_uri"):
            if parameter(unsupported):
                raise InvalidRequestError(error=f"{unsupported}_not_supported")
        if parameter("response_mode") not in {None, "query"}:
            raise InvalidRequestError("Unsupported 'response_mode'")
        if not offered(parameter("acr_values")):
            raise InvalidRequestError("None of 'acr_values' is offered")
        max_age = parameter("max_age") or "0"
        if not max_age.isdecimal() or len(max_age) > MOST_DIGITS:
            raise InvalidRequestError("Invalid 'max_age'")


class _IdToken:
    """The id token with the claims of the access management: also `azp`, and `kid` among the claims."""

    def __init__(self, server: DevelopmentServer, **options: Any) -> None:  # noqa: ANN401 - those of authlib
        super().__init__(**options)
        self._server = server

    def resolve_client_private_key(self, _client: Client) -> RSAKey:
        """Return the key to sign with."""
        return self._server.key

    def get_client_algorithm(self, _client: Client) -> str:
        """Return the algorithm."""
        return ALGORITHM

    def get_encode_header(self, _client: Client) -> dict[str, object]:
        """Return the header."""
        return {"alg": ALGORITHM, "kid": self._server.key.kid}

    def get_compatible_claims(self, request: ProviderRequest) -> dict[str, object]:
        """Return the claims about the token itself."""
        now = int(self._server.configuration.now().timestamp())
        client_id = request.client.client_id
        return {
            "iss": self._server.configuration.issuer,
            "aud": client_id,
            "azp": client_id,
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
            "kid": self._server.key.kid,
        }

    def generate_user_info(self, user: SignedIn, scope: str) -> dict[str, object]:
        """Return the claims about the person."""
        return self._server.claims_of(user, scope)


class CodeIdToken(_IdToken, OpenIDCode):
    """The id token that comes with a code."""

    def exists_nonce(self, _nonce: str, _request: ProviderRequest) -> bool:
        """Return False: a code is used once, and so is the nonce that goes with it."""
        return False


class RefreshedIdToken(_IdToken, OpenIDToken):
    """The id token that comes with a refresh."""


def register_grants(server: DevelopmentServer) -> None:
    """Let a server give tokens in these ways."""
    server.register_grant(CodeGrant, [Pkce(required=True), Request(), CodeIdToken(server)])
    server.register_grant(RefreshGrant, [RefreshedIdToken(server)])

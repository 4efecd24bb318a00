"""Who sends a request: by the token in it, or else by the session of the browser that sends it."""

import hmac
from collections.abc import Callable

import structlog
from starlette.requests import HTTPConnection
from starlette.responses import Response

from auth.authenticator import Authenticator
from auth.oidc.errors import ProviderUnavailableError
from auth.requesters import Requester
from auth.sessions import ForgedRequestError, SessionEndedError, csrf_token
from auth.tokens import TokenRejectedError
from ikdoemee.edge.answers import refusal, sign_in
from ikdoemee.edge.cookies import SESSION, Cookies

log = structlog.get_logger(__name__)

CSRF_HEADER = "x-csrf-token"
UNAVAILABLE = "Aanmelden lukt op dit ogenblik niet. Probeer het over enkele minuten opnieuw."

NotAuthenticated = (TokenRejectedError, ForgedRequestError, ProviderUnavailableError)
"""Why it cannot be said who sends a request."""

_CHANGES_NOTHING = frozenset({"GET", "HEAD"})


class Requesters:
    """Finds out who sends a request; raises one of `NotAuthenticated`. A token wins from a session."""

    def __init__(self, authenticator: Callable[[], Authenticator], cookies: Cookies | None) -> None:
        self._authenticator = authenticator
        self._cookies = cookies

    @property
    def authenticator(self) -> Authenticator:
        """What finds out."""
        return self._authenticator()

    async def of(self, request: HTTPConnection) -> Requester:
        """Return who sends an HTTP request."""
        authorization = request.headers.get("authorization", "")
        session_id = self._session_id(request)
        if authorization.strip() or session_id is None:
            return await self.authenticator.bearer(authorization)
        if request.scope["method"] not in _CHANGES_NOTHING:
            check_origin_token(request, session_id)
        return await self.authenticator.session(session_id)

    async def of_socket(self, socket: HTTPConnection, authorization: str | None) -> Requester:
        """Return who is on a WebSocket; pages of other origins were turned away before it was accepted."""
        session_id = self._session_id(socket)
        if (authorization or "").strip() or session_id is None:
            return await self.authenticator.bearer(authorization)
        return await self.authenticator.session(session_id)

    def refused(self, error: Exception) -> Response:
        """Return the answer to a request of which it cannot be said who sends it."""
        match error:
            case ForgedRequestError():
                return refusal(
                    403, "CSRF_TOKEN_REQUIRED", "Stuur het csrfToken van /sessie mee in de header X-CSRF-Token."
                )
            case ProviderUnavailableError():
                log.warning("provider.unavailable", error=str(error))
                return refusal(503, "SIGN_IN_UNAVAILABLE", UNAVAILABLE, headers={"retry-after": "30"})
            case TokenRejectedError():
                answer = sign_in(error.code, error.message)
                if isinstance(error, SessionEndedError) and self._cookies is not None:
                    # The next request is nobody's, which is enough for what everybody may see.
                    self._cookies.delete(SESSION, answer)
                return answer
        raise error

    def _session_id(self, connection: HTTPConnection) -> str | None:
        return self._cookies.get(SESSION, connection) if self._cookies is not None else None


def check_origin_token(request: HTTPConnection, session_id: str) -> None:
    """Raise `ForgedRequestError` unless a request shows that a page of ours made it."""
    given = request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(given.encode(), csrf_token(session_id).encode(errors="replace")):
        raise ForgedRequestError

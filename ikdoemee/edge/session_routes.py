"""The session of a browser: what it is, and its end."""

from collections.abc import Awaitable, Callable
from datetime import UTC

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.oidc.relying_party import RelyingParty
from auth.sessions import ForgedRequestError, SessionEndedError, SignedInSessions, csrf_token
from domain.sessions.actions import end_session
from domain.sessions.model import Session, digest_of
from domain.sessions.rules import ends_at
from ikdoemee.edge.cookies import SESSION, Cookies
from ikdoemee.edge.failures import Guard
from ikdoemee.edge.media_types import JSON
from ikdoemee.edge.requesters import Requesters, check_origin_token
from resolvers.context import Services


class SessionRoutes:
    """Tells a page who is signed in, and signs them out."""

    def __init__(
        self,
        *,
        services: Callable[[], Services],
        relying_party: Callable[[], RelyingParty],
        sessions: Callable[[], SignedInSessions],
        requesters: Requesters,
        cookies: Cookies,
    ) -> None:
        self._services = services
        self._relying_party = relying_party
        self._sessions = sessions
        self._requesters = requesters
        self._cookies = cookies

    def routes(self, guarded: Guard) -> list[Route]:
        """Return where it is found."""
        return [
            Route("/sessie", guarded(self.tell), methods=["GET"]),
            Route("/afmelden", guarded(self.sign_out), methods=["POST"]),
            Route("/wissel", guarded(self.switch), methods=["POST"]),
        ]

    async def tell(self, request: Request) -> Response:
        """Say who is signed in. Asking this is no use of a session: a page may ask it every minute."""
        session_id = self._cookies.get(SESSION, request)
        if session_id is None:
            return _json({"signedIn": False})
        try:
            session = await self._sessions().with_id(session_id)
        except SessionEndedError:
            answer = _json({"signedIn": False})
            self._cookies.delete(SESSION, answer)
            return answer
        return _json({"signedIn": True, **self._told(session), "csrfToken": csrf_token(session_id)})

    async def sign_out(self, request: Request) -> Response:
        """End the session here; the answer says where to sign out at the provider."""
        return await self._end(request, "logoutUrl", self._relying_party().logout_url)

    async def switch(self, request: Request) -> Response:
        """End the session here; the answer says where to choose another organisation."""
        return await self._end(request, "switchUrl", self._relying_party().switch_url)

    async def _end(self, request: Request, name: str, find: Callable[[], Awaitable[str | None]]) -> Response:
        session_id = self._cookies.get(SESSION, request)
        if session_id is not None:
            try:
                check_origin_token(request, session_id)
            except ForgedRequestError as error:
                return self._requesters.refused(error)
            subject = await end_session(digest_of(session_id), self._services().open_unit_of_work)
            if subject is not None:
                # Other processes hear of it within seconds; this one knows.
                self._requesters.authenticator.forget(subject)
        answer = _json({name: await find()})
        self._cookies.delete(SESSION, answer)
        return answer

    def _told(self, session: Session) -> dict[str, object]:
        return {
            "name": session.name,
            "organisationCode": session.organisation_code,
            "expiresAt": session.expires_at.astimezone(UTC).isoformat(),
            "idleExpiresAt": ends_at(session, self._sessions().limits).astimezone(UTC).isoformat(),
        }


def _json(told: dict[str, object]) -> Response:
    return Response(orjson.dumps(told), media_type=JSON)

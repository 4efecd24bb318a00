"""The way to the provider and back: `/aanmelden`, and where it leads to a session."""

import secrets
from collections.abc import Callable, Mapping

import structlog
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from auth.claims import Identity, organisation_code
from auth.oidc.capacities import login_hint
from auth.oidc.errors import ProviderUnavailableError, SignInRefusedError
from auth.oidc.relying_party import RelyingParty
from auth.sessions import new_session_id
from domain.actors import Person
from domain.persons.recognising import recognise
from domain.sessions.actions import keep_sign_in, start_session, take_sign_in
from domain.sessions.model import PendingSignIn, Session, digest_of
from domain.sessions.rules import SIGN_IN_WITHIN, SessionLimits
from domain.throttling import Throttle
from domain.visitors import Visitor
from ikdoemee.edge.answers import refusal
from ikdoemee.edge.cookies import SESSION, SIGNING_IN, Cookies
from ikdoemee.edge.failures import Guard
from ikdoemee.edge.requesters import UNAVAILABLE
from ikdoemee.edge.return_paths import safe_path
from ikdoemee.edge.sign_in_pages import not_signed_in
from persistence.organisations import OrganisationReader
from resolvers.context import Services

log = structlog.get_logger(__name__)

SIGN_IN_PATH, CALLBACK_PATH = "/aanmelden", "/aanmelden/terug"

MOST_STATE = 100
SIGN_INS_PER_SENDER = 100
"""Within ten minutes; a whole town hall may come from one address."""

LOST = "We vinden niet terug waar je vandaan kwam: het duurde te lang, of je browser houdt geen cookies bij."


class SigningIn:
    """Sends browsers to the provider, and signs in those that come back."""

    def __init__(
        self,
        *,
        services: Callable[[], Services],
        relying_party: Callable[[], RelyingParty],
        cookies: Cookies,
        limits: SessionLimits,
    ) -> None:
        self._services = services
        self._relying_party = relying_party
        self._cookies = cookies
        self._limits = limits
        self._throttle = Throttle(times=SIGN_INS_PER_SENDER, within=SIGN_IN_WITHIN, secret=secrets.token_urlsafe(32))

    def routes(self, guarded: Guard) -> list[Route]:
        """Return where it is found."""
        return [
            Route(SIGN_IN_PATH, guarded(self.leave), methods=["GET"]),
            Route(CALLBACK_PATH, guarded(self.come_back), methods=["GET"]),
        ]

    async def leave(self, request: Request) -> Response:
        """Send a browser to the provider, and keep what is needed when it comes back."""
        if request.method != "GET":
            return refusal(405, "METHOD_NOT_ALLOWED", "Open dit adres in een browser.", headers={"allow": "GET"})
        return_to = safe_path(request.query_params.get("terug", "/"))
        if return_to is None:
            return not_signed_in(request, 400, "BAD_VALUE", "'terug' moet een pad op deze site zijn, zoals /werk.")
        code = request.query_params.get("organisatie")
        if code is not None and organisation_code(code) is None:
            return not_signed_in(request, 400, "BAD_VALUE", "'organisatie' moet een OVO-code of KBO-nummer zijn.")
        at = self._services().tools.now()
        if not self._throttle.take(_sender(request), at=at):
            message = "Je hebt je te vaak proberen aan te melden. Wacht tien minuten."
            return not_signed_in(request, 429, "TOO_MANY_REQUESTS", message, return_to=return_to)
        try:
            begun = await self._relying_party().begin(login_hint=await self._hint(code))
        except ProviderUnavailableError as error:
            return _unavailable(request, error, return_to)
        # One for the browser, so that several tabs can be on their way at once.
        browser = self._cookies.get(SIGNING_IN, request)
        if browser is None or len(browser) > MOST_STATE:
            browser = secrets.token_urlsafe(32)
        pending = PendingSignIn(
            digest=digest_of(begun.state),
            browser=digest_of(browser),
            nonce=begun.nonce,
            verifier=begun.verifier,
            return_to=return_to,
            expires_at=at + SIGN_IN_WITHIN,
        )
        await keep_sign_in(pending, self._services().open_unit_of_work, at=at)
        answer = RedirectResponse(begun.url, status_code=303)
        self._cookies.set(SIGNING_IN, browser, answer, seconds=int(SIGN_IN_WITHIN.total_seconds()))
        return answer

    async def come_back(self, request: Request) -> Response:
        """Sign in whoever comes back from the provider, in a session with a fresh id."""
        returned = _single(request.query_params)
        pending = await self._pending(request, returned.get("state", ""))
        if pending is None:
            return not_signed_in(request, 400, "SIGN_IN_LOST", LOST)
        try:
            identity = await self._relying_party().complete(returned, nonce=pending.nonce, verifier=pending.verifier)
        except SignInRefusedError as error:
            log.info("sign_in.refused", cause=str(error))
            return not_signed_in(request, 403, "SIGN_IN_REFUSED", error.message, return_to=pending.return_to)
        except ProviderUnavailableError as error:
            return _unavailable(request, error, pending.return_to)
        session_id, before = new_session_id(), self._cookies.get(SESSION, request)
        session = self._session(session_id, identity)
        services = self._services()
        await recognise(
            Person(id=identity.subject, name=identity.name),
            identity.number,
            open_unit_of_work=services.open_unit_of_work,
            tools=services.tools,
        )
        await start_session(
            session, services.open_unit_of_work, replaces=digest_of(before) if before is not None else None
        )
        answer = RedirectResponse(pending.return_to, status_code=303)
        self._cookies.set(SESSION, session_id, answer, seconds=int(self._limits.lifetime.total_seconds()))
        return answer

    async def _hint(self, code: str | None) -> str | None:
        known = organisation_code(code)
        if known is None:
            return None
        organisation = await OrganisationReader(self._services().rows).by_code(known)
        return login_hint(known, organisation.kind if organisation is not None else None)

    async def _pending(self, request: Request, state: str) -> PendingSignIn | None:
        browser = self._cookies.get(SIGNING_IN, request)
        if request.method != "GET" or browser is None or not state or max(len(state), len(browser)) > MOST_STATE:
            return None
        services = self._services()
        return await take_sign_in(
            digest_of(state), digest_of(browser), services.open_unit_of_work, at=services.tools.now()
        )

    def _session(self, session_id: str, identity: Identity) -> Session:
        now = self._services().tools.now()
        return Session(
            digest=digest_of(session_id),
            subject=identity.subject,
            name=identity.name,
            organisation_code=identity.organisation_code,
            target_group=identity.target_group,
            rights=identity.rights,
            acr=identity.acr,
            created_at=now,
            seen_at=now,
            expires_at=now + self._limits.lifetime,
        )


def _single(parameters: QueryParams) -> Mapping[str, str]:
    """Return what was given once; what comes twice is read differently by different readers."""
    return {name: value for name, value in parameters.items() if len(parameters.getlist(name)) == 1}


def _sender(request: Request) -> str | None:
    return Visitor(address=request.client.host if request.client else None).sender


def _unavailable(request: Request, error: ProviderUnavailableError, return_to: str) -> Response:
    log.warning("provider.unavailable", error=str(error))
    return not_signed_in(
        request, 503, "SIGN_IN_UNAVAILABLE", UNAVAILABLE, return_to=return_to, headers={"retry-after": "30"}
    )

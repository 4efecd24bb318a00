"""Signing in, step by step: how, as whom, and on whose behalf; then back to the application with a code."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from authlib.oauth2 import OAuth2Error
from authlib.oidc.core.errors import AccountSelectionRequiredError, LoginRequiredError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from auth.development_provider.answers import html
from auth.development_provider.issued import Session, SignedIn
from auth.development_provider.kept import Kept
from auth.development_provider.methods import METHODS, Method, means_used, method_of, offered
from auth.development_provider.pages import Form, Pages
from auth.development_provider.people import Capacity
from auth.development_provider.requests import (
    NO_STORE,
    Answer,
    ProviderRequest,
    UnusableRequestError,
    form_of,
    provider_request,
)
from auth.development_provider.server import SESSION_LIFETIME, DevelopmentServer

PATIENCE = timedelta(minutes=15)
"""How long somebody may take to choose."""

SESSION, BROWSER, LAST = "op_session", "op_browser", "op_method"
YEAR = 365 * 24 * 3600


@dataclass(slots=True, kw_only=True)
class SigningIn:
    """Somebody on their way, in one browser, for one application."""

    id: str = field(default_factory=secrets.token_urlsafe)
    csrf: str = field(default_factory=secrets.token_urlsafe)
    browser: str
    request: ProviderRequest
    method: Method | None = None
    session: Session | None = None


class Dance:
    """Answers people."""

    def __init__(self, server: DevelopmentServer, pages: Pages, prefix: str) -> None:
        self._server = server
        self._pages = pages
        self._prefix = prefix
        self._now = server.configuration.now
        self._going: Kept[SigningIn] = Kept(self._now, lifetime=PATIENCE, most=500)

    async def begin(self, request: Request) -> Response:
        """Look at what an application asks, and answer at once or show the first page."""
        try:
            asked = await provider_request(request, f"{self._server.configuration.issuer}/v1/auth")
        except UnusableRequestError as error:
            return self._failed("Deze vraag om aan te melden is onleesbaar.", str(error))
        session = self._server.memory.sessions.get(request.cookies.get(SESSION))
        try:
            self._server.get_consent_grant(asked, end_user=session)
            if session is not None and self._must_prove_again(asked, session):
                session = None
            capacity = _settled(asked, session) if session else None
            if session and capacity:
                return self._signed_in(asked, session, capacity)
            self._must_be_allowed_to_ask(asked, session)
        except OAuth2Error as error:
            return self._refused(asked, error)
        going = SigningIn(
            browser=request.cookies.get(BROWSER) or secrets.token_urlsafe(), request=asked, session=session
        )
        self._going.put(going.id, going)
        return self._keep(self._to(going), BROWSER, going.browser)

    async def show(self, request: Request) -> Response:
        """Show where somebody is on their way."""
        going = self._going_on(request)
        if going is None:
            return self._lost()
        asked = going.request
        form = Form(self._address(going), going.csrf, asked.client.name)
        if going.session is not None:
            page = self._pages.capacities(form, going.session.person, going.session.person.capacities)
        elif going.method is not None:
            page = self._pages.people(form, self._server.configuration.people, going.method)
        else:
            last = request.cookies.get(LAST, METHODS[0].code)
            page = self._pages.methods(form, offered(asked.parameter("acr_values")), last=last)
        return html(page, returns_to=asked.parameter("redirect_uri"))

    async def choose(self, request: Request) -> Response:
        """Take a choice, and go on to the next page or back to the application."""
        going = self._going_on(request)
        if going is None:
            return self._lost()
        try:
            form = await form_of(request)
        except UnusableRequestError as error:
            return self._failed("Dit formulier is onleesbaar.", str(error))
        if not hmac.compare_digest(form.get("csrf", "").encode(), going.csrf.encode()):
            return self._failed("Dit formulier komt niet van deze pagina. Begin opnieuw.", "csrf", status=403)
        answer = self._action(going, form) or self._choice(going, form, request)
        return answer or self._failed("Dat kan je hier niet kiezen. Ga terug en kies opnieuw.")

    def _action(self, going: SigningIn, form: Mapping[str, str]) -> Response | None:
        match form.get("actie"):
            case "annuleer":
                self._going.take(going.id)
                return self._return(going.request, None)
            case "terug":
                going.method = going.session = None
                return self._to(going)
        return None

    def _choice(self, going: SigningIn, form: Mapping[str, str], request: Request) -> Response | None:
        if "methode" in form:
            method = method_of(form["methode"])
            if method not in offered(going.request.parameter("acr_values")):
                return None
            going.method, going.session = method, None
            return self._keep(self._to(going), LAST, form["methode"], seconds=YEAR)
        if "persoon" in form and going.method is not None:
            person = next((p for p in self._server.configuration.people if p.subject == form["persoon"]), None)
            if person is None:
                return None
            going.session = Session(person=person, method=going.method, at=self._now())
            self._server.memory.sessions.take(request.cookies.get(SESSION))
            name = secrets.token_urlsafe(32)
            self._server.memory.sessions.put(name, going.session)
            settled = _settled(going.request, going.session)
            return self._keep(self._finish(going, settled) if settled else self._to(going), SESSION, name)
        if "hoedanigheid" in form and going.session is not None:
            capacity = going.session.person.capacity(form["hoedanigheid"])
            return self._finish(going, capacity) if capacity else None
        return None

    def _must_prove_again(self, asked: ProviderRequest, session: Session) -> bool:
        prompts = (asked.parameter("prompt") or "").split()
        max_age, means = asked.parameter("max_age"), asked.parameter("acr_values")
        return (
            "login" in prompts
            or "select_account" in prompts
            or (max_age is not None and self._now() - session.at > timedelta(seconds=int(max_age)))
            or (means is not None and means_used(session.method, means) is None)
        )

    def _must_be_allowed_to_ask(self, asked: ProviderRequest, session: Session | None) -> None:
        if asked.parameter("prompt") == "none":
            error = LoginRequiredError if session is None else AccountSelectionRequiredError
            raise error(redirect_uri=asked.parameter("redirect_uri"), state=asked.parameter("state"))

    def _finish(self, going: SigningIn, capacity: Capacity) -> Response:
        assert going.session is not None  # noqa: S101 - nobody chooses on whose behalf before who they are
        self._going.take(going.id)
        return self._signed_in(going.request, going.session, capacity)

    def _signed_in(self, asked: ProviderRequest, session: Session, capacity: Capacity) -> Response:
        return self._return(asked, SignedIn(session=session, capacity=capacity, grant=secrets.token_urlsafe()))

    def _return(self, asked: ProviderRequest, user: SignedIn | None) -> Response:
        """Lead back to the application, with a code or with the news that the person would not."""
        grant = self._server.get_authorization_grant(asked)
        answer: Answer = self._server.create_authorization_response(asked, grant_user=user, grant=grant)
        return answer.response()

    def _refused(self, asked: ProviderRequest, error: OAuth2Error) -> Response:
        if error.redirect_uri:
            answer: Answer = self._server.handle_error_response(asked, error)
            # As with every answer to an application, it says whose it is (RFC 9207).
            self._server.execute_hook("after_create_authorization_response", answer)
            return answer.response()
        # Where to return to is not certain, so nobody is sent there (RFC 6749, 4.1.2.1).
        client, redirect_uri = (
            self._server.query_client(asked.parameter("client_id") or ""),
            asked.parameter("redirect_uri"),
        )
        if client is None:
            sentence = "De toepassing waarvoor je wil aanmelden is hier niet bekend."
        elif redirect_uri is None or not client.check_redirect_uri(redirect_uri):
            sentence = "Het adres om naar terug te keren hoort niet bij de toepassing waarvoor je wil aanmelden."
        else:
            sentence = "De toepassing vraagt iets dat hier niet kan."
        return self._failed(sentence, f"{error.error}: {error.description}")

    def _going_on(self, request: Request) -> SigningIn | None:
        going = self._going.get(request.path_params["id"])
        browser = request.cookies.get(BROWSER, "")
        return going if going and hmac.compare_digest(browser.encode(), going.browser.encode()) else None

    def _lost(self) -> Response:
        return self._failed(
            "Deze aanmelding is afgerond of verlopen, of begon in een andere browser. Begin opnieuw.", status=404
        )

    def _failed(self, explanation: str, detail: str = "", *, status: int = 400) -> Response:
        return html(self._pages.failed("Aanmelden lukt niet", explanation, detail), status=status)

    def _address(self, going: SigningIn) -> str:
        return f"{self._prefix}/aanmelden/{going.id}"

    def _to(self, going: SigningIn) -> Response:
        return RedirectResponse(self._address(going), status_code=303, headers=NO_STORE)

    def _keep(self, response: Response, name: str, value: str, *, seconds: int | None = None) -> Response:
        lifetime = seconds or int(SESSION_LIFETIME.total_seconds())
        # Lax: the application leads here from its own address. Not Secure: the provider is reached over loopback only.
        response.set_cookie(name, value, max_age=lifetime, path=self._prefix, httponly=True, samesite="lax")
        return response


def _settled(asked: ProviderRequest, session: Session) -> Capacity | None:
    """Return on whose behalf somebody signs in when that need not be asked: only one is possible, or one is named."""
    capacities = session.person.capacities
    return capacities[0] if len(capacities) == 1 else session.person.hinted(asked.parameter("login_hint"))

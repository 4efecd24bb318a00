"""From the settings to how we are known at the provider, and how long its people stay signed in."""

from datetime import timedelta

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from auth.oidc.registration import Registration
from domain.sessions.rules import SessionLimits
from ikdoemee.edge.signing_in import CALLBACK_PATH, SIGN_IN_PATH
from ikdoemee.settings import Settings


def registration_of(settings: Settings) -> Registration | None:
    """Return our registration; None where nobody signs in. Raises `ValueError` for a key that is none."""
    if settings.oidc_issuer is None or settings.oidc_client_id is None or settings.public_url is None:
        return None
    return Registration(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        secret_in_body=settings.oidc_client_secret_in_body,
        private_key=_private_key(settings),
        scopes=settings.oidc_scopes,
        acr_values=settings.oidc_acr_values,
        redirect_uri=f"{settings.public_url}{CALLBACK_PATH}",
        after_logout=f"{settings.public_url}/",
        after_switch=f"{settings.public_url}{SIGN_IN_PATH}",
        api_audience=settings.oidc_api_audience,
        rights_claim=settings.rights_claim,
    )


def session_limits(settings: Settings) -> SessionLimits:
    """Return how long people stay signed in."""
    return SessionLimits(
        lifetime=timedelta(minutes=settings.session_minutes), idle=timedelta(minutes=settings.session_idle_minutes)
    )


def _private_key(settings: Settings) -> RSAKey | ECKey | None:
    if settings.oidc_private_key is None:
        return None
    written = settings.oidc_private_key.read_bytes()
    given = orjson.loads(written) if written.lstrip().startswith(b"{") else written
    for kind in (RSAKey, ECKey):
        try:
            key = kind.import_key(given)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if key.is_private:
            return key
    raise ValueError(f"{settings.oidc_private_key} holds no private key, RSA or EC, as PEM or JWK")

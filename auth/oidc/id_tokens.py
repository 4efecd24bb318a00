"""Checking what the provider says about somebody who signed in."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from auth.oidc.errors import SignInRefusedError
from auth.oidc.registration import Registration
from auth.tokens import ALGORITHMS, LEEWAY, MAX_TOKEN

TRY_AGAIN = "Aanmelden is niet gelukt. Probeer het opnieuw."
TOO_WEAK = (
    "Meld je aan met een sterkere digitale sleutel, zoals eID, itsme of een beveiligingscode. "
    "Deze manier van aanmelden volstaat niet."
)


def checked_claims(
    token: object, keys: KeySet, *, known: Registration, nonce: str, access_token: object, now: datetime
) -> Mapping[str, object]:
    """Return the claims of an id token that is signed by the provider, meant for us, and asked for by us just now."""
    if not isinstance(token, str) or len(token) > 2 * MAX_TOKEN:
        raise _refused("no id token")
    try:
        claims: dict[str, Any] = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": known.issuer},
            aud={"essential": True, "value": known.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
    # Rubbish makes the decoder raise ValueError and its kin as well as its own errors.
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _refused(f"the id token is not valid: {type(error).__name__}") from error
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise _refused("the id token is about nobody")
    _check_party(claims, known.client_id)
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise _refused("the id token was not asked for by us")
    if "at_hash" in claims and not _belongs(str(claims["at_hash"]), access_token):
        raise _refused("the id token belongs to another access token")
    # Shown only because we asked for it; without it nothing says how somebody signed in.
    if known.acr_values and claims.get("acr") not in known.acr_values:
        raise SignInRefusedError(TOO_WEAK, cause="the means of signing in is not strong enough")
    return claims


def _check_party(claims: Mapping[str, object], client_id: str) -> None:
    party, audience = claims.get("azp"), claims["aud"]
    if party is None and isinstance(audience, list) and len(audience) > 1:
        raise _refused("the id token has several audiences, and does not say for which")
    if party is not None and party != client_id:
        raise _refused("the id token was made for another party")


def _belongs(at_hash: str, access_token: object) -> bool:
    # Both algorithms that are accepted hash with SHA-256.
    digest = hashlib.sha256(str(access_token).encode()).digest()
    expected = base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=")
    return hmac.compare_digest(at_hash.encode(), expected)


def _refused(cause: str) -> SignInRefusedError:
    return SignInRefusedError(TRY_AGAIN, cause=cause)

"""Tokens for trying things out: signed with a key that each database makes for itself, never valid in production."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from auth.tokens import TrustedIssuer

ISSUER = "ikdoemee-development"
AUDIENCE = "ikdoemee-development"
LIFETIME = timedelta(hours=8)


def new_key() -> dict[str, str]:
    """Return a fresh private key as a JWK."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    return {name: str(value) for name, value in key.as_dict(private=True).items()}


def development_issuer(jwk: Mapping[str, str]) -> TrustedIssuer:
    """Return the issuer that accepts tokens signed with a key."""
    return TrustedIssuer(issuer=ISSUER, audience=AUDIENCE, keys=KeySet([ECKey.import_key(dict(jwk))]))


def subject_of(person: str) -> str:
    """Return the subject of a made-up person; the same name is the same person each time."""
    return hashlib.sha256(f"person:{person}".encode()).hexdigest()[:40]


def issue(
    jwk: Mapping[str, str],
    *,
    person: str,
    organisation: str | None,
    rights: list[str],
    rights_claim: str,
    now: datetime,
) -> str:
    """Return a token for a made-up person, with the claims that the access management would put in it."""
    claims: dict[str, object] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": subject_of(person),
        "name": person,
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
    }
    if organisation is not None:
        claims["vo_orgcode"] = organisation
        claims[rights_claim] = [f"{right}:{organisation}" for right in rights]
    key = ECKey.import_key(dict(jwk))
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": jwk["kid"]}, claims, key, algorithms=["ES256"])

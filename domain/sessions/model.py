"""A session: somebody who signed in with a browser, for one organisation or for themselves; and a sign-in under way."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who signed in. The id of the session, which only the browser knows, is not kept; its digest is."""

    digest: str
    subject: str
    name: str
    organisation_code: str | None
    """OVO code or KBO number; None for somebody who signed in as a natural person."""
    target_group: str | None
    """Code of the kind of organisation (doelgroep) that the access management names, such as LB or BUR."""
    rights: frozenset[str]
    """Rights at that organisation, as the access management told at the sign-in."""
    acr: str | None
    """The means by which they signed in."""
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingSignIn:
    """A browser that was sent to the provider, and what is needed when it comes back."""

    digest: str
    """Digest of the state that goes along."""
    browser: str
    """Digest of what the browser holds: nobody else may come back in its place."""
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    return_to: str
    expires_at: datetime


def digest_of(secret: str) -> str:
    """Return what is kept of a secret that somebody else holds."""
    return hashlib.sha256(secret.encode()).hexdigest()

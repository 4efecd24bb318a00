"""Doing a thing once, however often a client sends it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRequest:
    """A request that a client may repeat: the same key and fingerprint stand for the same wish.

    Only what was done is remembered. A refusal changed nothing, so the same request may be tried again.
    """

    scope: str
    """Whose key it is: keys of different people never meet."""
    key: str
    operation: str
    fingerprint: str
    """Digest of the whole input."""

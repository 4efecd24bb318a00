"""Numbers of people in the national register (rijksregisternummer) and beside it (bisnummer)."""

import hmac
from collections.abc import Callable

import stdnum.be.bis
import stdnum.be.nn
from stdnum.exceptions import ValidationError

DIGEST = "sha256"
LONGEST = 50
"""Characters of a text that can be a number: eleven digits, generously spaced."""


def person_number(text: str) -> str | None:
    """Return the eleven digits of the number that a text is, or None for what is no number of a person."""
    if len(text) > LONGEST:
        return None
    for kind in (stdnum.be.nn, stdnum.be.bis):
        try:
            return str(kind.validate(text))
        except ValidationError:
            continue
    return None


def digest_with(key: bytes) -> Callable[[str], str]:
    """Return what makes digests of numbers under a key: there are too few numbers for a digest without one.

    The same number always has the same digest, so that a person is known again; nobody without the key gets back to
    the number.
    """

    def digest(number: str) -> str:
        return hmac.digest(key, number.encode(), DIGEST).hex()

    return digest

"""Which addresses are fit to write to, to link to and to register: the shape only, nothing is contacted."""

import re
from urllib.parse import urlsplit

LONGEST_EMAIL = 254
LONGEST_WEB_ADDRESS = 2000

_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"\u00ad\u200c-\u200f]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_SCHEMES = {"http", "https"}
_OUT_OF_PLACE = re.compile(r"[\s<>\"\\^`{|}\u00ad\u200c-\u200f]")
"""What cannot be seen is among it: it would make two addresses look like one."""
_KBO = re.compile(r"[01][0-9]{9}")
_KBO_MODULUS = 97


def is_email_address(text: str) -> bool:
    """Whether mail can be sent to an address; plus signs, dots and underscores belong."""
    return len(text) <= LONGEST_EMAIL and text.isprintable() and _EMAIL.fullmatch(text) is not None


def host_of(address: str) -> str:
    """Return the host of an http(s) address that can be linked to, or "" for anything else.

    An address with a user name in it is none: it looks like another site than it leads to.
    """
    if len(address) > LONGEST_WEB_ADDRESS or _OUT_OF_PLACE.search(address):
        return ""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or parts.username is not None:
        return ""
    return parts.hostname or ""


def kbo_number(text: str) -> str | None:
    """Return a KBO number as ten digits, or None if its last two digits do not check the first eight (mod 97)."""
    digits = re.sub(r"[\s.]", "", text.strip().upper().removeprefix("BE"))
    if _KBO.fullmatch(digits) is None or _KBO_MODULUS - int(digits[:8]) % _KBO_MODULUS != int(digits[8:]):
        return None
    return digits

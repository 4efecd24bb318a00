"""Text that clients keep and do not read: ids and cursors, in the alphabet of URLs."""

import base64
import binascii

_URL = bytes.maketrans(b"+/", b"-_")


def encode(data: bytes) -> str:
    """Return bytes as text, without padding."""
    return binascii.b2a_base64(data, newline=False).translate(_URL).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes in a text; raises `ValueError` for any other text."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)

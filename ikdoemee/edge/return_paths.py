"""Where somebody goes on after signing in: a page of this site, never one that somebody else chose."""

from urllib.parse import urlsplit

MOST = 2000


def safe_path(text: str) -> str | None:
    """Return a path on this site, with its query; None for anything that could lead elsewhere."""
    # Browsers read a backslash as a slash, and leave out what cannot be printed: "/\t/evil.example" leads away.
    if len(text) > MOST or not text.startswith("/") or text.startswith("//") or "\\" in text:
        return None
    if not text.isascii() or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if not parts.scheme and not parts.netloc else None

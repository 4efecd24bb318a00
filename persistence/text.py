"""Text as it is compared: without case and accents, so that both databases find and sort alike."""

import unicodedata


def normalised(text: str) -> str:
    """Return text for comparing and sorting: folded case, no accents, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def like_pattern(word: str) -> str:
    r"""Return the LIKE pattern that finds a normalised word anywhere; escape character `\`."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def search_words(search: str | None) -> list[str]:
    """Return the words of a search, at most eight of at most fifty characters: all of them must be found."""
    return [word[:50] for word in normalised(search or "").split()[:8]]

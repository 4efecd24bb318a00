"""Text as it is compared: without case and accents, so that both databases find and sort alike."""

import unicodedata


def findable(text: str) -> str:
    """Return text that a database takes; a character that no stored text holds finds nothing."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def normalised(text: str) -> str:
    """Return text for comparing and sorting: folded case, no accents, single spaces, nothing that cannot be seen."""
    seen = "".join(char if char.isprintable() else " " for char in text)
    decomposed = unicodedata.normalize("NFKD", seen.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def like_pattern(word: str) -> str:
    r"""Return the LIKE pattern that finds a normalised word anywhere; escape character `\`."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def search_words(search: str | None) -> list[str]:
    """Return the words of a search, at most eight of at most fifty characters: all of them must be found."""
    return [word[:50] for word in normalised(search or "").split()[:8]]

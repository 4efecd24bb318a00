"""Text as it is compared: without case and accents, so that both databases find and sort alike."""

import unicodedata

MOST_WORDS = 8
"""Of a search; further words are left out."""


def findable(text: str) -> str:
    """Return text that a database takes; a character that no stored text holds finds nothing."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def normalised(text: str) -> str:
    """Return text for comparing and sorting: folded case, no accents, single spaces, nothing that cannot be seen."""
    seen = "".join(_visible(char) for char in text)
    # Folded after it is taken apart: letters in mathematical or circled form become plain capitals only then.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.split())


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    # Soft hyphens and joiners stand within words, control characters and unusual spaces between them.
    return "" if unicodedata.category(char) == "Cf" else " "


def like_pattern(word: str) -> str:
    r"""Return the LIKE pattern that finds a normalised word anywhere; escape character `\`."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def search_words(search: str | None) -> list[str]:
    """Return the words of a search, at most eight of at most fifty characters: all of them must be found."""
    return [word[:50] for word in normalised(search or "").split()[:MOST_WORDS]]

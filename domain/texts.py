"""Text that people send to be kept."""

import unicodedata

UNWRITABLE = "Dit bevat tekens die niet bewaard kunnen worden."

_WRITTEN = frozenset("\n\r\t\u00ad\u200c\u200d\u200e\u200f")
"""What cannot be seen and still is written: line ends, soft hyphens, and what joins and turns letters in Persian."""


def is_writable(text: str | None) -> bool:
    """Whether text can be kept: nothing that cannot be seen but spaces and what writing needs, no halves of characters.

    Spaces of any width come along with what people paste, and joiners hold emoji together.
    """
    return text is None or all(char.isprintable() or char in _WRITTEN or _is_space(char) for char in text)


def says_nothing(text: str) -> bool:
    """Whether there is nothing to see in a text."""
    return not any(char.isprintable() and not char.isspace() for char in text)


def _is_space(char: str) -> bool:
    return unicodedata.category(char) == "Zs"

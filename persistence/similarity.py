"""When a word of a text is similar to a word of a search: it is the same but for one typing error.

The word of the text may go on after it (`digibnak` finds `digibanken`), for people search before they have written all.
The first letter must be right: it is seldom mistyped, and short words resemble too many others without it. Of five
letters (`lezen`, `leren`, `leven`) only those errors count that do not give another word by the dozen: two letters
swapped, or one left out. Shorter words, and words with anything but letters in them, must be found as they are.

An error is a pattern of LIKE here, because both databases know those: so both find the same, by this one definition.
"""

from collections.abc import Iterator

LEAST_LETTERS = 5
"""Of a word in which errors are survived."""
LEAST_LETTERS_FOR_ANY_ERROR = 6


def error_patterns(word: str) -> list[str]:
    """Return the LIKE patterns of which a similar word fulfils at least one; none if a word must be found as it is."""
    if len(word) < LEAST_LETTERS or not word.isalpha():
        return []
    return sorted({f"{pattern}%" for pattern in _meant(word)})


def _meant(word: str) -> Iterator[str]:
    """Return what may have been meant instead of a word."""
    for place in range(1, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield f"{before}_{letter}{after}"
        if after:
            yield f"{before}{after[0]}{letter}{after[1:]}"
        if len(word) >= LEAST_LETTERS_FOR_ANY_ERROR:
            yield f"{before}_{after}"
            yield f"{before}{after}"


def beginning(word: str) -> tuple[str, str]:
    """Return the range that every similar word lies in, its end not included."""
    return word[:1], f"{word[:1]}\U0010ffff"

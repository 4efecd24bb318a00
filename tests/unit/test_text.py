"""Text as it is compared: alike for people is alike for both databases."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persistence.text import like_pattern, normalised, search_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café Été", "cafe ete"),
        ("CAFÉ", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("  veel   witruimte\n\t ", "veel witruimte"),
        ("Straße", "strasse"),
        ("ﬁets", "fiets"),
        ("Ⅳ", "iv"),
        ("\U0001d401\U0001d408\U0001d401", "bib"),
        ("\u212cib\u2122", "bibtm"),
        ("İstanbul", "istanbul"),
        ("a\u00a0b", "a b"),
        ("", ""),
        ("日本", "日本"),
        ("100% _ \\", "100% _ \\"),
    ],
)
def test_case_accents_and_spaces_do_not_count(text: str, expected: str) -> None:
    assert normalised(text) == expected


@given(st.text())
def test_what_is_normalised_stays_so_property(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text())
def test_capitals_do_not_count_property(text: str) -> None:
    assert normalised(text.casefold()) == normalised(text)


@pytest.mark.parametrize(
    ("word", "pattern"), [("a", "%a%"), ("50%", "%50\\%%"), ("a_b", "%a\\_b%"), ("\\", "%\\\\%"), ("", "%%")]
)
def test_characters_that_like_knows_are_taken_as_they_are(word: str, pattern: str) -> None:
    assert like_pattern(word) == pattern


@given(st.text())
def test_every_wildcard_of_a_word_is_escaped_property(word: str) -> None:
    assert re.sub(r"\\(.)", r"\1", like_pattern(word)[1:-1], flags=re.DOTALL) == word


@pytest.mark.parametrize(
    ("search", "words"),
    [
        (None, []),
        ("", []),
        ("  ", []),
        ("Één twee", ["een", "twee"]),
        ("a b c d e f g h i j", list("abcdefgh")),
        ("x" * 60, ["x" * 50]),
    ],
)
def test_a_search_is_a_few_words(search: str | None, words: list[str]) -> None:
    assert search_words(search) == words

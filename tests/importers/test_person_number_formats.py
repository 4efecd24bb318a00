"""Numbers of people are known again however they are written, and never shown by what is kept of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.person_numbers import digest_with, person_number

SEPARATORS = st.sampled_from(["", " ", ".", "-", " - ", ". "])
MODULUS = 97
MILLENNIUM = 2000


def number_of(birth: date, serial: int, *, months_later: int) -> str:
    """Return a valid number; those of who was born from 2000 on are checked with a 2 in front."""
    digits = f"{birth.year % 100:02}{birth.month + months_later:02}{birth.day:02}{serial:03}"
    checked = f"2{digits}" if birth.year >= MILLENNIUM else digits
    return f"{digits}{MODULUS - int(checked) % MODULUS:02}"


numbers = st.builds(
    number_of,
    # Nobody was born tomorrow.
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(1, 998),
    months_later=st.sampled_from([0, 20, 40]),
)


@given(number=numbers, between=st.lists(SEPARATORS, min_size=10, max_size=10))
def test_a_number_is_known_however_it_is_spaced(number: str, between: list[str]) -> None:
    spaced = "".join(digit + after for digit, after in zip(number, [*between, ""], strict=True))
    assert person_number(f" {spaced} ") == number


@given(number=numbers, place=st.integers(0, 10), other=st.integers(1, 9))
def test_one_digit_that_is_not_right_makes_it_another_number_at_most_of_another_century(
    number: str, place: int, other: int
) -> None:
    wrong = number[:place] + str((int(number[place]) + other) % 10) + number[place + 1 :]
    # Of the two ways to check a number, one digit that is wrong fools at most the one that does not fit.
    fits = {MODULUS - int(prefix + wrong[:-2]) % MODULUS == int(wrong[-2:]) for prefix in ("", "2")}
    assert (person_number(wrong) is None) or fits == {True, False}


@pytest.mark.parametrize("text", ["85073003328", "85.07.30-033.28", "17073003384", "98472899765", "98 47 28 997 65"])
def test_examples_of_both_kinds_and_both_centuries_are_taken(text: str) -> None:
    assert person_number(text) == "".join(filter(str.isdigit, text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "85073003329",
        "8507300332",
        "850730033280",
        "00000000000",
        "85133003365",
        "1" * 5000,
    ],
)
def test_what_is_no_number_of_a_person_is_refused(text: str) -> None:
    assert person_number(text) is None


@given(text=st.text())
def test_whatever_is_written_gives_eleven_digits_or_nothing(text: str) -> None:
    number = person_number(text)
    assert number is None or (len(number) == 11 and number.isascii() and number.isdigit())


def test_a_digest_is_the_same_under_the_same_key_only() -> None:
    one, other = digest_with(b"one"), digest_with(b"other")
    assert one("85073003328") == one("85073003328") != other("85073003328")
    assert one("85073003328") != one("17073003384")
    assert len(one("85073003328")) == 64

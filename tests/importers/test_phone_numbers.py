"""Phone numbers come out in one form however people write them, or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.phone_numbers import phone_number

E164 = re.compile(r"\+[1-9][0-9]{6,14}")

mobiles = st.builds("4{}{:07}".format, st.integers(70, 99), st.integers(0, 9_999_999)).map(lambda digits: digits[:9])
"""Without the 0 in front."""
fixed = st.builds("{}{:06}".format, st.sampled_from(["92", "32"]), st.integers(0, 999_999))
prefixes = st.sampled_from(["+32", "0032", "+32 (0)", "0", " +32 "])
separators = st.sampled_from(["", " ", ".", "-", "/"])


@given(digits=mobiles | fixed, prefix=prefixes, between=st.lists(separators, min_size=9, max_size=9))
def test_a_belgian_number_has_one_form_however_it_is_written(digits: str, prefix: str, between: list[str]) -> None:
    written = prefix + "".join(digit + after for digit, after in zip(digits, between, strict=False))
    assert phone_number(written.rstrip("./-")) == f"+32{digits}"


@given(st.text(alphabet="0123456789+() ./-abc", max_size=30) | st.text(max_size=30))
def test_anything_else_is_a_number_that_can_be_dialled_or_none(text: str) -> None:
    found = phone_number(text)
    assert found is None or (E164.fullmatch(found) is not None and phone_number(found) == found)


@pytest.mark.parametrize("text", ["1700", "+3249116654", "", "geen", "+", "0", "9" * 40, "+32 9 266 12 3"])
def test_what_cannot_be_dialled_is_no_number(text: str) -> None:
    assert phone_number(text) is None

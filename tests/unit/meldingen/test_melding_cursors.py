"""Cursors of Meldingen: every place comes back from its cursor, and nothing else is a place."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meldingen.cursors import decode, encode, within
from domain.meldingen.model import LogPosition
from domain.pages import InvalidCursorError
from domain.territories.model import Nis
from tests.support.factories import GENT, HASSELT

POSITIONS = st.builds(
    LogPosition,
    territory=st.from_regex(r"[0-9]{5}", fullmatch=True).map(Nis),
    epoch=st.from_regex(r"[0-9a-f]{1,16}", fullmatch=True),
    sequence=st.integers(0, 999_999_999_999),
)

HEAD = LogPosition(territory=GENT, epoch="abc", sequence=5)


def text_of(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


@given(POSITIONS)
def test_a_place_comes_back_from_its_cursor_property(position: LogPosition) -> None:
    assert decode(encode(position)) == position


@given(POSITIONS, POSITIONS)
def test_two_places_have_two_cursors_property(one: LogPosition, other: LogPosition) -> None:
    assert (encode(one) == encode(other)) is (one == other)


@given(st.text())
def test_other_text_is_refused_or_is_the_cursor_of_its_place_property(text: str) -> None:
    try:
        position = decode(text)
    except InvalidCursorError:
        return
    assert decode(encode(position)) == position


@given(st.text(alphabet="m1:0123456789abcdef-+ _٤", max_size=40))
def test_what_looks_like_a_place_is_refused_or_read_exactly_property(place: str) -> None:
    try:
        position = decode(text_of(place))
    except InvalidCursorError:
        return
    assert place == f"m1:{position.territory}:{position.epoch}:{place.rpartition(':')[2]}"


@pytest.mark.parametrize(
    "place",
    [
        "",
        "m1",
        "m1:44021:abc",
        "m1:44021:abc:",
        "m1:44021:abc:-1",
        "m1:44021:abc:+1",
        "m1:44021:abc:1.0",
        "m1:44021:abc: 1",
        "m1:44021:abc:1\n",
        "m1:44021:abc:1:2",
        "m1:44021::1",
        "m1:44021:ABC:1",
        "m1:44021:0123456789abcdef0:1",
        "m1:4402:abc:1",
        "m1:440211:abc:1",
        "m2:44021:abc:1",
        " m1:44021:abc:1",
        "m1:44021:abc:1234567890123",
        "m1:٤٤٠٢١:abc:1",
        "m1:44021:abc:\u0661",
    ],
)
def test_what_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(InvalidCursorError):
        decode(text_of(place))


@pytest.mark.parametrize("cursor", ["", "=", "é", "x", "bTE6", "\0", "bTE6NDQwMjE6YWJjOjE!", "A" * 100_000])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursorError):
        decode(cursor)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (HEAD, True),
        (LogPosition(territory=GENT, epoch="abc", sequence=0), True),
        (LogPosition(territory=GENT, epoch="abc", sequence=6), False),
        (LogPosition(territory=GENT, epoch="abd", sequence=5), False),
        (LogPosition(territory=HASSELT, epoch="abc", sequence=5), False),
    ],
)
def test_a_place_lies_in_one_life_of_one_log(position: LogPosition, expected: bool) -> None:
    assert within(position, HEAD) is expected

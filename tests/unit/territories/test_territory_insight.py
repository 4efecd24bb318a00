"""What is told of a territory in numbers: nothing small, and nothing from which something small follows."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.territories.insight import SUPPRESSED_BELOW, told

COUNTS = st.lists(st.integers(0, 9) | st.integers(0, 300), max_size=12)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([5, 6, 300], [5, 6, 300]),
        ([0], [None]),
        ([4], [None]),
        # One kept back alone would follow from the total.
        ([60, 20, 4], [60, None, None]),
        # Likewise two that are alike.
        ([60, 20, 4, 4], [60, None, None, None]),
        ([60, 20, 0, 0], [60, None, None, None]),
        # Together too few.
        ([60, 20, 1, 2], [60, None, None, None]),
        ([60, 20, 1, 4], [60, 20, None, None]),
        ([60, 20, 3, 2, 0], [60, 20, None, None, None]),
        # Equal numbers share their lot.
        ([60, 20, 20, 4], [60, None, None, None]),
        ([9, 9, 4], [None, None, None]),
    ],
)
def test_what_is_told_of_counts(counts: list[int], shown: list[int | None]) -> None:
    assert told(counts) == shown


@given(COUNTS)
def test_what_is_told_is_true_and_not_small_property(counts: list[int]) -> None:
    shown = told(counts)
    assert [each for each, count in zip(shown, counts, strict=True) if each not in {None, count}] == []
    assert [each for each in shown if each is not None and each < SUPPRESSED_BELOW] == []


@given(COUNTS)
def test_what_is_kept_back_does_not_follow_from_the_rest_property(counts: list[int]) -> None:
    shown = told(counts)
    kept = [place for place, each in enumerate(shown) if each is None]
    if len(kept) == len(counts):
        return
    for place in kept:
        # With the same total and the same answer it could have been another number.
        other = next(each for each in kept if counts[each] != counts[place])
        swapped = list(counts)
        swapped[place], swapped[other] = counts[other], counts[place]
        assert told(swapped) == shown
    assert kept == [] or sum(counts[place] for place in kept) >= SUPPRESSED_BELOW


@given(COUNTS)
def test_no_more_is_kept_back_than_must_be_property(counts: list[int]) -> None:
    kept = [count for count, each in zip(counts, told(counts), strict=True) if each is None]
    less = [count for count in kept if count < max(kept)]
    if kept and max(kept) >= SUPPRESSED_BELOW:
        assert len(set(less)) < 2 or sum(less) < SUPPRESSED_BELOW
    assert all(count >= SUPPRESSED_BELOW for count in counts) <= (kept == [])


@given(COUNTS, st.randoms())
def test_the_order_of_the_terms_says_nothing_property(counts: list[int], chance: Random) -> None:
    places = list(range(len(counts)))
    chance.shuffle(places)
    shown = told(counts)
    assert told([counts[place] for place in places]) == [shown[place] for place in places]

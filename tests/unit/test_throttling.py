"""So many times within a time, counted without keeping who."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.throttling import Throttle
from tests.support.clock import START

HOUR = timedelta(hours=1)


def throttle(times: int = 2, most: int = 100) -> Throttle:
    return Throttle(times=times, within=HOUR, secret="secret", most=most)


def test_each_sender_has_so_many_times() -> None:
    limit = throttle()
    assert [limit.take(each, at=START) for each in "aababb"] == [True, True, True, False, True, False]


def test_the_time_begins_with_the_first() -> None:
    limit = throttle()
    limit.take("a", at=START)
    limit.take("a", at=START + HOUR / 2)
    assert not limit.take("a", at=START + HOUR - timedelta(microseconds=1))
    assert limit.take("a", at=START + HOUR)


def test_who_cannot_be_told_apart_is_not_counted() -> None:
    limit = throttle(times=1)
    assert [limit.take(None, at=START) for _ in range(5)] == [True] * 5
    assert len(limit) == 0


def test_who_is_no_longer_counted_is_forgotten() -> None:
    limit = throttle()
    for each in "abc":
        limit.take(each, at=START)
    limit.take("d", at=START + HOUR)
    assert len(limit) == 1


def test_a_crowd_pushes_out_whoever_began_first() -> None:
    limit = throttle(times=1, most=3)
    for each in "abcd":
        limit.take(each, at=START)
    assert len(limit) == 3
    assert [limit.take(each, at=START) for each in "bcda"] == [False, False, False, True]


def test_no_sender_is_kept() -> None:
    limit = throttle()
    limit.take("network 193.190.7.8", at=START)
    kept = [value for value in vars(limit).values() if value]
    assert not any("193.190" in str(value) for value in kept)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 40)), max_size=60))
def test_nobody_does_it_more_often_within_the_time_that_began_with_their_first_property(
    wishes: list[tuple[str, int]],
) -> None:
    limit, at = throttle(times=3), START
    allowed: dict[str, list[datetime]] = {}
    for who, minutes in wishes:
        at += timedelta(minutes=minutes)
        if limit.take(who, at=at):
            allowed.setdefault(who, []).append(at)
    for moments in allowed.values():
        began, used = moments[0], 0
        for moment in moments:
            if moment - began >= timedelta(hours=1):
                began, used = moment, 0
            used += 1
            assert used <= 3

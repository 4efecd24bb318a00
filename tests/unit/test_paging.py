"""From what a client asks to a page, within bounds."""

from typing import Any

import pytest

from domain.pages import InvalidCursorError, PageRequest
from resolvers.errors import ExpectedError
from resolvers.pages import cursors_checked, page_request


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ({}, PageRequest(size=20)),
        ({"first": 1}, PageRequest(size=1)),
        ({"first": 100, "after": "x"}, PageRequest(size=100, after="x")),
        ({"after": "x"}, PageRequest(size=20, after="x")),
        ({"last": 5}, PageRequest(size=5, from_end=True)),
        ({"last": 5, "before": "x"}, PageRequest(size=5, before="x", from_end=True)),
        ({"before": "x"}, PageRequest(size=20, before="x", from_end=True)),
        ({"first": 5, "before": "x"}, PageRequest(size=5, before="x")),
        ({"last": 5, "after": "x"}, PageRequest(size=5, after="x", from_end=True)),
        ({"after": "x", "before": "y"}, PageRequest(size=20, after="x", before="y")),
        ({"newest_first": True}, PageRequest(size=20, from_end=True)),
        ({"newest_first": True, "first": 3}, PageRequest(size=3)),
        ({"newest_first": True, "after": "x"}, PageRequest(size=20, after="x")),
        ({"newest_first": True, "before": "x"}, PageRequest(size=20, before="x", from_end=True)),
    ],
)
def test_a_page_is_what_is_asked(asked: dict[str, Any], page: PageRequest) -> None:
    assert page_request(**asked) == page


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"first": 0}, "'first' moet tussen 1 en 100 liggen, niet 0."),
        ({"first": 101}, "'first' moet tussen 1 en 100 liggen, niet 101."),
        ({"last": -1}, "'last' moet tussen 1 en 100 liggen, niet -1."),
        ({"last": 101}, "'last' moet tussen 1 en 100 liggen, niet 101."),
        ({"first": 1, "last": 1}, "Vraag ofwel 'first' ofwel 'last', niet allebei."),
        ({"first": 0, "last": 0}, "Vraag ofwel 'first' ofwel 'last', niet allebei."),
    ],
)
def test_a_page_has_bounds(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        page_request(**asked)
    assert (caught.value.message, caught.value.extensions) == (message, {"code": "BAD_PAGE"})


def test_a_bad_cursor_says_what_to_do() -> None:
    with pytest.raises(ExpectedError) as caught, cursors_checked():
        raise InvalidCursorError
    assert (caught.value.message, caught.value.extensions) == (
        "Deze cursor hoort niet bij deze lijst. Begin opnieuw zonder cursor.",
        {"code": "BAD_CURSOR"},
    )

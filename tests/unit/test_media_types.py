"""What a client sends and wants, read as it is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikdoemee.edge.media_types import media_type, wants_graphql_response

NEW = "application/graphql-response+json"


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        (" application/json ;x", "application/json"),
        ("text/plain,application/json", "text/plain,application/json"),
        ("text/plain; application/json", "text/plain"),
        ("", ""),
    ],
)
def test_a_content_type_is_one_type(content_type: str, expected: str) -> None:
    assert media_type(content_type) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", False),
        ("*/*", False),
        ("application/*", False),
        ("application/json", False),
        (NEW, True),
        (NEW.upper(), True),
        (f"{NEW}, application/json;q=0.9", True),
        (f"application/json, {NEW}", True),
        (f"application/json, {NEW};q=0.9", False),
        (f"application/json;q=0.5, {NEW};q=0.5", True),
        (f"{NEW};q=0", False),
        (f"{NEW};q=veel", False),
        (f"{NEW};q=2", True),
        (f"{NEW};q=-1", False),
        (f"{NEW}; charset=utf-8; q=0.3", True),
        (f"text/html;x={NEW}", False),
        ("application/graphql-response+jsonx", False),
        (",,;,", False),
    ],
)
def test_the_new_type_is_sent_to_who_names_it_and_likes_json_no_better(accept: str, expected: bool) -> None:
    assert wants_graphql_response(accept) is expected


@given(st.text(alphabet="application/graphql-response+json;q=0.1,* \t"))
def test_no_header_breaks_it_property(accept: str) -> None:
    assert wants_graphql_response(accept) in {True, False}

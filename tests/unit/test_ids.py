"""Global ids: opaque, and only ours are read."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.ids import NodeKind, decode_id, encode_id, uuid_of

KINDS = st.sampled_from(NodeKind)


@given(KINDS, st.text().filter(str.isprintable))
def test_a_thing_comes_back_from_its_id_property(kind: NodeKind, key: str) -> None:
    assert decode_id(encode_id(kind, key)) == (kind, key)


@given(KINDS, KINDS, st.uuids())
def test_an_id_is_of_one_kind_property(kind: NodeKind, other: NodeKind, key: uuid.UUID) -> None:
    assert uuid_of(encode_id(kind, key), other) == (key if kind is other else None)


@given(st.text())
def test_other_text_is_no_id_or_one_of_a_known_kind_property(text: str) -> None:
    decoded = decode_id(text)
    assert decoded is None or decoded[0] in NodeKind


def test_an_id_can_stand_in_an_address() -> None:
    assert encode_id(NodeKind.ACTIVITY, uuid.UUID(int=1)).isascii()
    assert not set(encode_id(NodeKind.PERSON, "ÿ" * 9)) & set("+/=")


@pytest.mark.parametrize("text", ["", "x", "é", "=", "QWN0", "QWN0aXZpdHk6!", "\0", str(uuid.UUID(int=1)), "A" * 9999])
def test_what_is_no_id_is_nothing(text: str) -> None:
    assert (decode_id(text), uuid_of(text, NodeKind.ACTIVITY)) == (None, None)


@pytest.mark.parametrize("key", ["", "x", "1", "g" * 32, "\0"])
def test_a_key_that_is_no_uuid_is_nobody(key: str) -> None:
    assert uuid_of(encode_id(NodeKind.ACTIVITY, key), NodeKind.ACTIVITY) is None

"""How much one operation may ask, by counting: the size of the answer at most, whatever the document looks like."""

import sys
from collections.abc import Mapping
from types import FrameType

import pytest
from graphql import parse
from hypothesis import given
from hypothesis import strategies as st

from schema import contract, limits
from schema.limits import LIST_COST, MAX_ALIASES, MAX_COST, MAX_DEPTH, MAX_DIRECTIVES, excess


def bomb(fragments: int) -> str:
    """Return a document whose fragments each spread the next one twice: 2 to the power of `fragments` fields."""
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(fragments))
    return f"{{ ...F0 }} {chain} fragment F{fragments} on Query {{ __typename }}"


FILLER = "z(first: 100) { a b }"
"""Costs 201: a hundred of these are too much, so that the refusal tells the cost of what stands beside."""


def nested(depth: int) -> str:
    return "{ a" * depth + " }" * depth


def cost_of(selection: str, variables: Mapping[str, object] | None = None) -> int:
    """Return what a selection costs, read from the refusal of a hundred of them with something heavy beside."""
    document = parse(f"query($n: Int, $m: Int) {{ x(first: 100) {{ {FILLER} {selection} }} }}")
    refusal = excess(document, variables or {})
    assert refusal is not None
    found = int(refusal.removeprefix("Deze vraag is te zwaar: ").partition(",")[0])
    return (found - 1) // 100 - 201


@pytest.mark.parametrize("name", sorted(contract.operations()))
def test_what_the_clients_send_is_within_bounds(name: str) -> None:
    variables = contract.variables().get(name, {})
    assert excess(parse(contract.operations()[name]), variables | {"first": 100}) is None


@pytest.mark.parametrize(
    ("fragments", "found"), [(13, None), (14, None), (15, 32_768), (24, 1_000_000), (60, 1_000_000)]
)
def test_fragments_that_double_are_counted_as_often_as_they_are_spread(fragments: int, found: int | None) -> None:
    expected = f"Deze vraag is te zwaar: {found}, hoogstens {MAX_COST}." if found else None
    assert excess(parse(bomb(fragments)), {}) == expected


@pytest.mark.parametrize("fragments", [24, 60])
def test_a_document_is_judged_in_as_many_steps_as_it_is_long(fragments: int) -> None:
    document = parse(bomb(fragments))
    steps = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event == "call" and frame.f_code.co_filename == limits.__file__

    sys.setprofile(count)
    try:
        excess(document, {})
    finally:
        sys.setprofile(None)
    assert steps < 20 * (fragments + 2)


@pytest.mark.parametrize(
    ("selection", "variables", "cost"),
    [
        ("a", {}, 1),
        ("a b c", {}, 3),
        ("a { b }", {}, 2),
        ("a { b { c } d }", {}, 4),
        ("a(first: 5) { b }", {}, 6),
        ("a(last: 5) { b }", {}, 6),
        ("a(first: 5, last: 7) { b }", {}, 8),
        ("a(first: 0) { b }", {}, 2),
        ("a(first: -5) { b }", {}, 2),
        ("a(first: 100000) { b }", {}, 101),
        ("a(first: 99999999999999999999) { b }", {}, 21),
        ('a(first: "5") { b }', {}, 21),
        ("a(first: null) { b }", {}, 21),
        ("a(first: $n) { b }", {"n": 5}, 6),
        ("a(first: $n) { b }", {"n": 100_000}, 101),
        ("a(first: $n) { b }", {"n": -1}, 2),
        ("a(first: $n) { b }", {"n": None}, 21),
        ("a(first: $n) { b }", {"n": True}, 21),
        ("a(first: $n) { b }", {"n": "5"}, 21),
        ("a(first: $n) { b }", {"n": 5.0}, 21),
        ("a(first: $n) { b }", {}, 21),
        ("a(first: $n, last: $m) { b }", {"n": 3}, 21),
        ("a { edges { node { b } } }", {}, 1 + LIST_COST + 20 * 3),
        ("a { nodes { b } }", {}, 1 + LIST_COST + 20 * 2),
        ("a(first: 3) { nodes { b } }", {}, 1 + LIST_COST + 3 * 2),
        ("a { totalCount }", {}, 1 + LIST_COST + 1),
        ("a { pageInfo { b } }", {}, 1 + LIST_COST + 2),
        ("a { ... { totalCount } }", {}, 1 + LIST_COST + 1),
        ("a { b { totalCount } }", {}, 2 + LIST_COST + 1),
        ("a(first: 3) { nodes { b(first: 4) { nodes { c } } } }", {}, 1 + LIST_COST + 3 * (1 + 1 + LIST_COST + 4 * 2)),
        ("a(other: 50) { b }", {}, 2),
        ("results { a b }", {}, 1 + 100 * 2),
        ("activityClaims(nis: 1) { a }", {}, 1 + 100),
        ("activities { a }", {}, 1 + 100),
        ("activities { nodes { a } }", {}, 1 + LIST_COST + 20 * 2),
        ("activities(first: 3) { nodes { a } }", {}, 1 + LIST_COST + 3 * 2),
        ("... on X { a b }", {}, 2),
        ("... { a }", {}, 1),
        ("...Nergens", {}, 0),
        ("a { ...Nergens }", {}, 1),
    ],
)
def test_a_list_counts_as_often_as_it_is_long(selection: str, variables: dict[str, object], cost: int) -> None:
    assert cost_of(selection, variables) == cost


@pytest.mark.parametrize(
    "rows", ["...Rows", "... on MeldingConnection { ...Rows }", "... { nodes { a } }", "nodes { a }"]
)
def test_a_connection_whose_rows_stand_in_a_fragment_is_a_connection_all_the_same(rows: str) -> None:
    document = f"{{ x(first: 100) {{ y {{ {rows} z(first: 100) {{ a b c d e f g h }} }} }} }}"
    fragment = "fragment Rows on MeldingConnection { nodes { a } }" if "...Rows" in rows else ""
    # 100 times y, whose content counts twenty times.
    assert excess(parse(f"{document} {fragment}"), {}) == f"Deze vraag is te zwaar: 1000000, hoogstens {MAX_COST}."


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (nested(MAX_DEPTH), None),
        (nested(MAX_DEPTH + 1), f"Deze vraag is te diep: {MAX_DEPTH + 1}, hoogstens {MAX_DEPTH}."),
        ("{ " + " ".join(f"a{n}: b" for n in range(MAX_ALIASES)) + " }", None),
        (
            "{ " + " ".join(f"a{n}: b" for n in range(MAX_ALIASES + 1)) + " }",
            f"Deze vraag is te veel aliassen: {MAX_ALIASES + 1}, hoogstens {MAX_ALIASES}.",
        ),
        ("{ a " + "@x " * MAX_DIRECTIVES + "}", None),
        (
            "query @y { a " + "@x " * MAX_DIRECTIVES + "}",
            f"Deze vraag is te veel directieven: {MAX_DIRECTIVES + 1}, hoogstens {MAX_DIRECTIVES}.",
        ),
        (
            "{ ...F " + "@x " * 25 + "... on Q " + "@x " * 26 + "{ a } } fragment F on Q { a }",
            f"Deze vraag is te veel directieven: 51, hoogstens {MAX_DIRECTIVES}.",
        ),
    ],
)
def test_depth_aliases_and_directives_have_bounds(document: str, refusal: str | None) -> None:
    assert excess(parse(document), {}) == refusal


@pytest.mark.parametrize(
    "document",
    [
        "{ ...F } fragment F on Query { ...F }",
        "{ ...F } fragment F on Query { a ...G } fragment G on Query { b ...F }",
        "{ ...Nergens }",
        "fragment F on Query { a }",
        "type T { a: Int }",
        "{ a } { b }",
    ],
)
def test_what_validation_will_refuse_is_left_to_it(document: str) -> None:
    assert excess(parse(document), {}) is None


def test_each_operation_of_a_document_is_judged() -> None:
    assert excess(parse(f"query A {{ a }} query B {nested(30)}"), {}) is not None


SELECTIONS = st.recursive(
    st.sampled_from(["a", "x: a", "a @skip(if: true)", "...F0", "...F1", "...F2", "...Nergens", "a(first: $n)"]),
    lambda inner: st.builds(
        "{}{} {{ {} }}".format,
        st.sampled_from(["a", "nodes", "edges", "y: a", "... on T", "..."]),
        st.sampled_from(["", " @x"]) | st.builds("(first: {})".format, st.sampled_from(["1", "$n", "-3", "9e9", '""'])),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
    ).map(lambda text: text.replace("... on T(", "a(").replace("...(", "a(")),
    max_leaves=12,
)


@given(
    st.lists(SELECTIONS, min_size=1, max_size=4).map(" ".join),
    st.lists(SELECTIONS, min_size=3, max_size=3),
    st.dictionaries(st.just("n"), st.none() | st.integers() | st.text() | st.booleans() | st.floats()),
)
def test_no_document_breaks_the_scales_property(
    operation: str, fragments: list[str], variables: dict[str, object]
) -> None:
    spreads = " ".join(f"fragment F{n} on T {{ {selection} }}" for n, selection in enumerate(fragments))
    refusal = excess(parse(f"query($n: Int) {{ {operation} }} {spreads}"), variables)
    assert refusal is None or refusal.startswith("Deze vraag is te ")

"""The schema as a whole: printed as it is committed, described throughout, and of one mould."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
)

from schema.root import build_schema as build_product_schema

COMMITTED = Path(__file__).parents[2] / "schema.graphql"


@pytest.fixture(scope="module")
def product() -> GraphQLSchema:
    return build_schema(build_product_schema().as_str())


def mutations(product: GraphQLSchema) -> dict[str, GraphQLUnionType]:
    """Return the unions that mutations answer with."""
    assert product.mutation_type is not None
    found = {}
    for name, field in product.mutation_type.fields.items():
        assert isinstance(field.type, GraphQLNonNull)
        assert isinstance(field.type.of_type, GraphQLUnionType)
        found[name] = field.type.of_type
    return found


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    assert COMMITTED.read_text("utf-8") == build_product_schema(for_print=True).as_str() + "\n"


def test_everything_is_described(product: GraphQLSchema) -> None:
    undescribed = []
    for name, kind in product.type_map.items():
        if name.startswith("__"):
            continue
        parts: dict[str, str | None] = {name: kind.description}
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            parts |= {f"{name}.{field}": found.description for field, found in kind.fields.items()}
        if isinstance(kind, GraphQLObjectType):
            parts |= {
                f"{name}.{field}({argument})": found.args[argument].description
                for field, found in kind.fields.items()
                for argument in found.args
            }
        if isinstance(kind, GraphQLEnumType):
            parts |= {f"{name}.{value}": found.description for value, found in kind.values.items()}
        if name not in {"String", "Int", "Float", "Boolean", "ID"}:
            undescribed += [part for part, description in parts.items() if not (description or "").strip()]
    assert undescribed == []


def test_every_mutation_takes_one_input_that_cannot_be_left_out(product: GraphQLSchema) -> None:
    assert product.mutation_type is not None
    for name, field in product.mutation_type.fields.items():
        expected = f"{name[0].upper()}{name[1:]}Input!"
        assert {argument: str(found.type) for argument, found in field.args.items()} == {"input": expected}


def test_every_mutation_answers_with_one_success_or_a_refusal(product: GraphQLSchema) -> None:
    refusal = product.type_map["Refusal"]
    more = {"resolveReport": {"ReportDecisionProposed"}, "approveAccessRequest": {"WorkRelationNeeded"}}
    for name, union in mutations(product).items():
        successes = {member.name for member in union.types if refusal not in member.interfaces} - more.get(name, set())
        assert (union.name, len(successes), len(union.types) > 1) == (f"{name[0].upper()}{name[1:]}Result", 1, True)


def test_every_mutation_can_be_sent_twice_safely(product: GraphQLSchema) -> None:
    refusal = product.type_map["IdempotencyKeyReused"]
    for name, union in mutations(product).items():
        kind = product.type_map[f"{name[0].upper()}{name[1:]}Input"]
        assert isinstance(kind, GraphQLInputObjectType)
        assert (str(kind.fields["idempotencyKey"].type), refusal in union.types) == ("String", True)


def test_every_refusal_is_an_answer_to_some_mutation_or_about_one_of_its_rows(product: GraphQLSchema) -> None:
    refusal = product.type_map["Refusal"]
    assert isinstance(refusal, GraphQLInterfaceType)
    unions = [kind for kind in product.type_map.values() if isinstance(kind, GraphQLUnionType)]
    answered = {member.name for union in unions for member in union.types}
    refusals = {kind.name for kind in product.get_implementations(refusal).objects}
    assert refusals - answered == set()


def test_every_list_that_can_grow_takes_the_same_arguments(product: GraphQLSchema) -> None:
    for name, kind in product.type_map.items():
        if not isinstance(kind, GraphQLObjectType):
            continue
        for field, found in kind.fields.items():
            if str(found.type).rstrip("!").endswith("Connection"):
                paging = {argument: str(found.args[argument].type) for argument in ("first", "after", "last", "before")}
                expected = {"first": "Int", "after": "String", "last": "Int", "before": "String"}
                assert (name, field, paging) == (name, field, expected)


def test_everything_with_a_global_id_is_a_node(product: GraphQLSchema) -> None:
    node = product.type_map["Node"]
    with_id = [
        name
        for name, kind in product.type_map.items()
        if isinstance(kind, GraphQLObjectType) and str(getattr(kind.fields.get("id"), "type", "")) == "ID!"
    ]
    assert [name for name in with_id if node not in product.type_map[name].interfaces] == []  # type: ignore[attr-defined]

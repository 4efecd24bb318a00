"""The tables of who may do what are complete: a new field cannot be forgotten."""

from graphql import GraphQLObjectType, build_schema

from resolvers.ids import NodeKind
from schema.root import build_schema as build_product_schema
from tests.api import test_access_matrix, test_administration_matrix

ROWS = [*test_access_matrix.ROWS, *test_administration_matrix.ROWS]

BELOW = {
    "Activity.history",
    "Organisation.activities",
    "Organisation.administrators",
    "Organisation.channels",
    "Organisation.delegatedTo",
    "Organisation.figures",
    "Organisation.grants",
    "Viewer.accessRequests",
    "Viewer.accessTasks",
    "Viewer.grants",
    "Viewer.workRelations",
}
"""Fields that are not for everybody, of what everybody may see."""


def test_every_root_field_stands_in_a_table() -> None:
    schema = build_schema(build_product_schema().as_str())
    fields = set()
    for name in ("Query", "Mutation", "Subscription", "Territory"):
        kind = schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        fields |= {f"{name}.{field}" for field in kind.fields}
    covered = {field for row in ROWS for field in row.covers}
    assert (fields - covered, covered - fields) == (set(), BELOW)


def test_every_kind_of_node_stands_in_a_table() -> None:
    kinds = {row.situation.partition(",")[0] for row in ROWS if row.covers == ("Query.node",)}
    assert kinds == set(NodeKind)

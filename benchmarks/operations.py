"""The operations that are sent: those of the contract where they fit, trimmed where a comparison needs less."""

from dataclasses import dataclass
from typing import Any

import orjson
from graphql import REMOVE, DocumentNode, FieldNode, Visitor, parse, print_ast, visit

from benchmarks.options import GENT
from schema.contract import operations

_ONE_ACTIVITY = """
query OneActivity($id: ID!) {
  activity(id: $id) {
    id title status publishedAt updatedAt createdAt views version
    types { code label } topics { code label } goals { code label } languageLevels { code label }
    updatedBy { kind name }
    source { system externalId }
    organiser { name organisation { id } }
    location {
      kind name
      municipality { nis name }
      address { street postcode locality }
      geo { latitude longitude }
    }
    description { html }
    contacts { kind value }
    registration { url email phone }
    price { kind amount }
  }
}
"""

_PUBLISH = """
mutation PublishOne($input: PublishActivityInput!) {
  publishActivity(input: $input) { __typename ... on Refusal { code message } }
}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A document that is measured."""

    name: str
    title: str
    """What it is, for the report."""
    text: str

    def body(self, variables: dict[str, Any]) -> str:
        """Return a request body."""
        return orjson.dumps({"query": self.text, "operationName": self.name, "variables": variables}).decode()


class _Without(Visitor):
    """Leaves a field out of a document."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._field = field

    def enter_field(self, node: FieldNode, *_rest: object) -> object:
        return REMOVE if node.name.value == self._field else None


def _table(name: str, without: str = "") -> str:
    """Return the table of the contract under a name of its own."""
    trimmed: DocumentNode = visit(parse(operations()["TerritoryActivities"]), _Without(without))
    return print_ast(trimmed).replace("query TerritoryActivities(", f"query {name}(", 1)


TABLE = Operation(
    name="TableOfActivities",
    title="moderators' table, 50 rows",
    text=_table("TableOfActivities", without="totalCount"),
)
COUNTED_TABLE = Operation(
    name="CountedTableOfActivities",
    title="moderators' table, 50 rows and `totalCount`",
    text=_table("CountedTableOfActivities"),
)
ONE_ACTIVITY = Operation(name="OneActivity", title="one activity by id, its stored fields", text=_ONE_ACTIVITY)
DETAIL = Operation(
    name="ActivityDetail",
    title="one activity by id, `ActivityDetail` of the contract with what is worked out for it",
    text=operations()["ActivityDetail"],
)

SUBSCRIPTION: dict[str, Any] = {
    "query": operations()["LiveMeldingen"],
    "operationName": "LiveMeldingen",
    "variables": {"nis": GENT},
}

PUBLISH = Operation(name="PublishOne", title="publishing", text=_PUBLISH)

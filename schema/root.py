"""The schema: root types, scalars and what guards every operation."""

from strawberry.schema.config import StrawberryConfig

from plans.records import field_value
from schema import enums
from schema.documents import CheckedDocuments, DocumentCache
from schema.errors import MaskedErrors
from schema.mutation import Mutation
from schema.operation_names import NamedOperation
from schema.persons import Person
from schema.planning import PlannedSchema
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription

# Importing `enums` describes the enums of the domain before the types that use them are built.
__all__ = ["build_schema", "enums"]


def build_schema(*, for_print: bool = False) -> PlannedSchema:
    """Return the schema. The API is public, so it may be introspected anywhere.

    Strawberry 0.341 sorts by building every type anew, and then no longer recognises the members of a union; so a
    sorted schema is for printing only.
    """
    documents = DocumentCache()
    return PlannedSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=[Person],
        documents=documents,
        extensions=[MaskedErrors, NamedOperation, lambda: CheckedDocuments(documents)],
        config=StrawberryConfig(scalar_map=SCALARS, sort_schema=for_print, default_resolver=field_value),
    )

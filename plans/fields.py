"""Fields of the schema that ask for rows: bound to a read model, answered by a plan or row by row."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from graphql import GraphQLField
from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from plans.model import ReadModel
from plans.records import Record
from plans.requests import Request


class Reads(FieldExtension):
    """Marks a field whose resolver returns a request for rows of a model; outside plans it carries the request out."""

    def __init__(self, model: ReadModel) -> None:
        self.model = model

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: object, info: Info[Any], **given: object
    ) -> object:
        """Read what the resolver asks for."""
        if isinstance(source, Record) and not source.offers(info.python_name):
            return None
        request = await next_(source, info, **given)
        read = cast("Callable[[ReadModel, Request | None], Awaitable[object]]", info.context.reader.read)
        return await read(self.model, request)


def strawberry_field(definition: GraphQLField) -> StrawberryField:
    """Return the field as it was declared."""
    field: StrawberryField = definition.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    return field


def reading(field: StrawberryField) -> ReadModel | None:
    """Return the model that a field reads rows of; None for any other field."""
    return next((each.model for each in field.extensions if isinstance(each, Reads)), None)

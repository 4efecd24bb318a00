"""Fields that read rows: declared with the read model that they are bound to."""

from collections.abc import Callable
from typing import Any

import strawberry

from plans.fields import Reads
from plans.model import ReadModel


def reads(model: ReadModel, *, of: object, description: str) -> Callable[[Callable[..., Any]], Any]:
    """Declare a field of type `of` whose resolver returns a request for rows of a model."""
    field: Callable[[Callable[..., Any]], Any] = strawberry.field(
        graphql_type=of, extensions=[Reads(model)], description=description
    )
    return field

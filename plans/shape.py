"""What a plan is made of: statements, the functions that turn their rows into the answer, and what hangs below."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from graphql import FieldNode, GraphQLField
from sqlalchemy import Select
from strawberry.types.field import StrawberryField

from plans.model import Guard, ReadModel

Rows = Sequence[Any]
Maker = Callable[[Rows, Sequence[Any], Iterable[Any], Sequence[Any], object], list[Any]]
"""Takes rows, the related rows by relation, the nested answers of each row, arguments and viewpoint."""


@dataclass(eq=False)
class Call:
    """A field with arguments, as it stands in the document."""

    field: StrawberryField
    definition: GraphQLField
    node: FieldNode

    @property
    def resolve(self) -> Callable[..., Any]:
        """The resolver, as it was written."""
        written = self.field.base_resolver
        if written is None:
            raise TypeError(f"{self.field.name} has no resolver")
        return cast("Callable[..., Any]", written.wrapped_func)


@dataclass(eq=False)
class Many:
    """A relation to many rows: one statement for all rows above it."""

    shape: "Shape"
    parent: int
    """Where the key stands in a row above, and where in a row of the relation."""
    child: int
    kind: int | None = None
    slots: list[tuple[Any, int, Maker]] = field(default_factory=list)
    """For each field: which kind of rows it shows, where the row above finds them, and what makes objects of them."""


@dataclass(eq=False)
class Nested:
    """A field of a row that asks for rows of its own."""

    parent: int
    request: "RequestPlan"
    guard: Guard | None = None
    inputs: tuple[int, ...] = ()
    """Where the inputs of the guard stand in a row."""

    def offered(self, row: Sequence[Any], viewpoint: object) -> bool:
        """Whether a row offers it: it is there, and open to the viewer."""
        if row[self.parent] is None:
            return False
        return self.guard is None or self.guard.opens(*(row[place] for place in self.inputs), viewpoint=viewpoint)


@dataclass(eq=False)
class Shape:
    """One statement."""

    model: ReadModel
    select: Select[Any]
    makers: list[Maker]
    many: list[Many]
    nested: list[Nested]


@dataclass(eq=False)
class RequestPlan:
    """A field whose resolver returns a request, and how to answer it."""

    call: Call
    model: ReadModel
    shape: Shape
    arguments: list[Call]
    connection: "list[ConnectionField] | None"
    """None for an object or a list of objects."""

    @property
    def counts(self) -> bool:
        """Whether the whole list is counted."""
        return any(each.name == "totalCount" for each in self.connection or ())

    @property
    def places(self) -> bool:
        """Whether cursors are asked for."""
        return any(each.needs_cursors for each in self.connection or ())


@dataclass(eq=False)
class ConnectionField:
    """A field of a connection, with the fields inside it as (key, name, maker)."""

    key: str
    name: str
    inside: tuple[tuple[str, str, int | None], ...] = ()
    constant: object = None

    @property
    def needs_cursors(self) -> bool:
        """Whether it shows cursors."""
        return any(name in {"cursor", "startCursor", "endCursor"} for _, name, _ in self.inside)

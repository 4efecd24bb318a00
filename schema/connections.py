"""Lists that can grow, as Relay connections, and things with a global id."""

from typing import Generic, TypeVar

import strawberry

from plans.records import Record

T = TypeVar("T")


@strawberry.interface(description="Something with a global id, which `node(id:)` finds.")
class Node:
    """A thing with a global id."""

    id: strawberry.ID = strawberry.field(description="Global id; opaque.")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        """Whether an object is of this type: a record knows by its model what it is."""
        return value.model.name == cls.__name__ if isinstance(value, Record) else isinstance(value, cls)


@strawberry.type(description="What comes before and after a page.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether anything comes after this page.")
    has_previous_page: bool = strawberry.field(description="Whether anything comes before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first item; null if the page is empty.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last item; null if the page is empty.")


@strawberry.type(description="An item of a list, with its place.")
class Edge(Generic[T]):
    """One item of a list."""

    cursor: str = strawberry.field(
        description="Place in the list, for `after` or `before`; opaque. A list of other things or in another order "
        "refuses it."
    )
    node: T = strawberry.field(description="The item.")


@strawberry.type(
    description="A page of a list in a fixed order: `first` or `last` from 1 to 100 (not both), else 20 items. "
    "Outside these bounds the error is BAD_PAGE; for a cursor of another list, BAD_CURSOR."
)
class Connection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = strawberry.field(description="The items on this page, with their cursors.")
    page_info: PageInfo = strawberry.field(description="What comes before and after this page.")
    nodes: list[T] = strawberry.field(description="The items on this page, without their cursors.")
    total_count: int = strawberry.field(description="Number of items in the whole list; counted only if asked for.")

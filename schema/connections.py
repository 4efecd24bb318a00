"""Lists that can grow, as Relay connections, and things with a global id."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import strawberry

from domain.pages import Page

T = TypeVar("T")
D = TypeVar("D")


@strawberry.interface(description="Something with a global id, which `node(id:)` finds.")
class Node:
    """A thing with a global id."""

    id: strawberry.ID = strawberry.field(description="Global id; opaque.")


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
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(description="The items on this page, without their cursors.")
    def nodes(self) -> list[T]:
        """Return the items alone."""
        return [edge.node for edge in self.edges]

    @strawberry.field(description="Number of items in the whole list; counted only if asked for.")
    async def total_count(self) -> int:
        """Count the whole list."""
        return await self.count()

    @classmethod
    def of(cls, page: Page[D], node: Callable[[D], T], count: Callable[[], Awaitable[int]]) -> "Connection[T]":
        """Return the connection of a page, each item shown by `node`."""
        edges = [Edge(cursor=edge.cursor, node=node(edge.node)) for edge in page.edges]
        return Connection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=page.has_next,
                has_previous_page=page.has_previous,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            count=count,
        )

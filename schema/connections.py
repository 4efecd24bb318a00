"""Lists that can grow, as Relay connections, and things with a global id."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import strawberry

from domain.pages import Page

T = TypeVar("T")
D = TypeVar("D")


@strawberry.interface(description="Iets met een globaal id, op te vragen met `node(id:)`.")
class Node:
    """A thing with a global id."""

    id: strawberry.ID = strawberry.field(description="Globaal en ondoorzichtig id.")


@strawberry.type(description="Wat er voor en na een bladzijde is.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Of er na deze bladzijde nog iets komt.")
    has_previous_page: bool = strawberry.field(description="Of er voor deze bladzijde iets is.")
    start_cursor: str | None = strawberry.field(description="Cursor van het eerste; null als de bladzijde leeg is.")
    end_cursor: str | None = strawberry.field(description="Cursor van het laatste; null als de bladzijde leeg is.")


@strawberry.type(description="Iets in een lijst, met zijn plaats.")
class Edge(Generic[T]):
    """One item of a list."""

    cursor: str = strawberry.field(description="Plaats in de lijst, voor `after` of `before`.")
    node: T = strawberry.field(description="Wat daar staat.")


@strawberry.type(description="Een bladzijde van een lijst; hoogstens 100 tegelijk, in een vaste volgorde.")
class Connection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = strawberry.field(description="Wat op deze bladzijde staat, met plaats.")
    page_info: PageInfo = strawberry.field(description="Wat er voor en na komt.")
    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @strawberry.field(description="Wat op deze bladzijde staat, zonder plaats.")
    def nodes(self) -> list[T]:
        """Return the items alone."""
        return [edge.node for edge in self.edges]

    @strawberry.field(description="Hoeveel er in de hele lijst staan; wordt enkel geteld als je het vraagt.")
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

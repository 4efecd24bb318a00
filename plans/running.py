"""Carrying out a plan: a few statements, then the functions that were written for their rows."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from inspect import isawaitable
from itertools import repeat
from types import SimpleNamespace
from typing import Any, Protocol

from graphql.execution.values import VariableValues, get_argument_values
from sqlalchemy import Select
from strawberry.types import Info
from strawberry.types.arguments import convert_arguments

from plans import statements
from plans.paging import PageOfRows
from plans.requests import Listing, One, Request, Some
from plans.shape import Call, ConnectionField, Many, RequestPlan, Rows, Shape


class Source(Protocol):
    """Where rows come from, under the name of one viewer."""

    @property
    def viewpoint(self) -> object:
        """Who asks, for values that depend on it."""
        ...

    async def rows(self, statement: Select[Any], parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """Return what a statement finds, with the parameters of the viewpoint."""
        ...


class Lender(Protocol):
    """Where a source comes from."""

    def on_one_connection(self) -> AbstractAsyncContextManager[Source]:
        """Lend a source that several statements use one after the other."""
        ...


@dataclass(frozen=True, slots=True)
class Parent:
    """The row that a nested field belongs to, as its resolver sees it."""

    key: Any


class Run:
    """One operation being answered."""

    def __init__(
        self, source: Source, context: object, variables: VariableValues, conversion: Mapping[str, Any]
    ) -> None:
        self._source = source
        self._info: Any = SimpleNamespace(context=context)
        self._variables = variables
        self._conversion = conversion

    async def answer(self, plan: RequestPlan, parent: Parent | None = None) -> object:
        """Return what a field that asks for rows answers."""
        call = plan.call
        info = Info(_raw_info=self._info, _field=call.field)
        request = call.resolve(parent, info=info, **self._given(call))
        if isawaitable(request):
            request = await request
        return None if request is None else await self._carried_out(plan, request)

    async def _carried_out(self, plan: RequestPlan, request: Request) -> object:
        arguments = [self._given(call) for call in plan.arguments]
        match request:
            case One(key=key):
                rows = await self._source.rows(plan.shape.select, {statements.KEY: key})
                return (await self._made(plan.shape, rows, arguments))[0][0] if rows else None
            case Some():
                rows = await self._source.rows(*statements.every(plan.shape.select, request))
                return (await self._made(plan.shape, rows, arguments))[0]
            case Listing():
                return await self._connection(plan, request, arguments)

    async def _connection(self, plan: RequestPlan, listing: Listing, arguments: Sequence[Any]) -> object:
        page = PageOfRows(await self._source.rows(*statements.page(plan.shape.select, listing)), listing)
        made = await self._made(plan.shape, page.rows, arguments)
        cursors = [page.cursor(row) for row in page.rows] if plan.places else []
        total = (await self._source.rows(*statements.count(plan.model, listing)))[0][0] if plan.counts else None
        return {each.key: _shown(each, page, cursors, made, total) for each in plan.connection or ()}

    async def _made(self, shape: Shape, rows: Rows, arguments: Sequence[Any]) -> list[list[Any]]:
        related: dict[int, Mapping[Any, Any]] = {}
        for many in shape.many:
            await self._relate(many, rows, arguments, related)
        slots = [related[place] for place in range(len(related))]
        viewpoint = self._source.viewpoint
        nested = await self._all_nested(shape, rows, viewpoint)
        return [maker(rows, slots, nested, arguments, viewpoint) for maker in shape.makers]

    async def _all_nested(self, shape: Shape, rows: Rows, viewpoint: object) -> Iterable[Any]:
        return [await self._nested(shape, row, viewpoint) for row in rows] if shape.nested else repeat(())

    async def _nested(self, shape: Shape, row: Sequence[Any], viewpoint: object) -> list[object]:
        return [
            await self.answer(each.request, Parent(row[each.parent])) if each.offered(row, viewpoint) else None
            for each in shape.nested
        ]

    async def _relate(
        self, many: Many, above: Rows, arguments: Sequence[Any], related: dict[int, Mapping[Any, Any]]
    ) -> None:
        keys = {row[many.parent] for row in above} - {None}
        rows = await self._source.rows(many.shape.select, {statements.KEYS: list(keys)}) if keys else []
        below: dict[int, Mapping[Any, Any]] = {}
        for each in many.shape.many:
            await self._relate(each, rows, arguments, below)
        slots = [below[place] for place in range(len(below))]
        viewpoint = self._source.viewpoint
        for kind, slot, maker in many.slots:
            chosen = rows if many.kind is None else [row for row in rows if row[many.kind] == kind]
            nested = await self._all_nested(many.shape, chosen, viewpoint)
            found: dict[Any, list[Any]] = {}
            for row, made in zip(chosen, maker(chosen, slots, nested, arguments, viewpoint), strict=True):
                found.setdefault(row[many.child], []).append(made)
            related[slot] = found

    def _given(self, call: Call) -> dict[str, Any]:
        if not call.definition.args:
            return {}
        given = get_argument_values(call.definition, call.node, self._variables)
        return convert_arguments(given, call.field.arguments, **self._conversion)


def _shown(
    asked: ConnectionField, page: PageOfRows, cursors: Sequence[str],
    made: Sequence[list[Any]], total: int | None,
) -> object:  # fmt: skip
    match asked.name:
        case "totalCount":
            return total
        case "nodes":
            return made[asked.inside[0][2] or 0]
        case "edges":
            keys = [key for key, _, _ in asked.inside]
            columns = [
                made[maker] if maker is not None else cursors if name == "cursor" else [asked.constant] * len(page.rows)
                for _, name, maker in asked.inside
            ]
            # `@skip` may leave nothing of an edge, of which there are as many all the same.
            each = zip(*columns, strict=True) if columns else repeat((), len(page.rows))
            return [dict(zip(keys, row, strict=True)) for row in each]
        case "pageInfo":
            ends = {"startCursor": cursors[0], "endCursor": cursors[-1]} if cursors else {}
            known = {
                "hasNextPage": page.has_next_page,
                "hasPreviousPage": page.has_previous_page,
                "__typename": asked.constant,
                **ends,
            }
            return {key: known.get(name) for key, name, _ in asked.inside}
        case _:
            return asked.constant

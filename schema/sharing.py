"""What subscribers share: the key of a group, and its events, each executed and encoded once."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Self

import orjson
from graphql import GraphQLSchema
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from domain.actors import Actor
from domain.meldingen.model import LogPosition
from realtime.groups import Group, Groups
from realtime.members import Kind, Made
from realtime.stream import Arrived, UpToDate
from resolvers.following import Following, scope_of
from schema.documents import DocumentCache
from schema.shapes import Shape, shape_of

Results = AsyncGenerator[ExecutionResult, None]


@dataclass
class SharedResult(ExecutionResult):
    """The result of an event as a whole group gets it: encoded, and the same object for all."""

    encoded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a subscriber asks for."""

    query: str
    variables: dict[str, Any]  # as JSON has them
    operation_name: str | None
    allowed: frozenset[OperationType] | None = None
    """Types of operation that its transport takes; None for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What must be equal to share a stream: everything that can change an answer."""

    query: str
    variables: bytes
    operation_name: str | None
    scope: Actor
    asked: Asked = field(compare=False)
    """What all members ask for: everything but the place to follow from."""

    @classmethod
    def of(cls, asked: Asked, shape: Shape, actor: Actor) -> Self:
        """Return the key of a subscription."""
        variables = {name: value for name, value in asked.variables.items() if name != shape.after}
        return cls(
            query=asked.query,
            variables=orjson.dumps(variables, option=orjson.OPT_SORT_KEYS),
            operation_name=asked.operation_name,
            scope=scope_of(actor, personal=shape.personal),
            asked=replace(asked, variables=variables),
        )


class Sharing:
    """The groups of a schema, and the ordinary way of following, which makes their events too."""

    def __init__(
        self,
        run: Callable[..., Coroutine[Any, Any, Any]],  # Strawberry's `stream`
        documents: DocumentCache,
        schema: GraphQLSchema,
    ) -> None:
        self._run = run
        self._documents = documents
        self._schema = schema
        self.groups: Groups[Key, SharedResult] = Groups()

    def may_share(self, asked: Asked) -> bool:
        """Whether it may turn out that this can be shared."""
        if asked.query in self._documents:
            return self.shape(asked) is not None
        # Valid or not is found out on the ordinary way, with which everybody begins.
        return "subscription" in asked.query

    def shape(self, asked: Asked) -> Shape | None:
        """Return the shape of a subscription whose document was found valid."""
        checked = self._documents.get(asked.query)
        if checked is None:
            return None
        shape = checked.shapes.get(asked.operation_name)
        if shape is None:
            shape = shape_of(checked.document, asked.operation_name, self._schema)
            # Only what is one: there is no end to the names that are no operation's.
            if shape is not None:
                checked.shapes[asked.operation_name] = shape
        return shape

    async def alone(self, asked: Asked, following: Following) -> Results:
        """Return the results of the ordinary way, with every check on it."""
        results: Results = await self._run(
            asked.query,
            variable_values=asked.variables,
            context_value=following,
            operation_name=asked.operation_name,
            allowed_operation_types=asked.allowed,
        )
        return results

    def open_group(self, key: Key, following: Following, position: LogPosition) -> Group[Key, SharedResult]:
        """Return the group with a key; founded at a place by one who follows up to there, if there is none."""
        group = self.groups.get(key)
        if group is not None:
            return group
        shared = Following.together(following, key.scope, position)
        return self.groups.found(
            key,
            position,
            events=self._events(key, shared),
            greet=partial(self._greeting, key, shared),
            now=following.services.tools.now,
        )

    async def _greeting(self, key: Key, shared: Following, position: LogPosition) -> Made[SharedResult] | None:
        sign = Following.together(shared, key.scope, position, only_sign=True)
        async with aclosing(self._events(key, sign)) as events:
            async for made in events:
                return made if made.kind is Kind.SIGN else None
        return None

    async def _events(self, key: Key, shared: Following) -> AsyncGenerator[Made[SharedResult], None]:
        async with aclosing(await self.alone(key.asked, shared)) as results:
            async for result in results:
                yield _made(result, shared)


def _made(result: ExecutionResult, shared: Following) -> Made[SharedResult]:
    payload: dict[str, object] = {"data": result.data}
    if result.errors:
        payload["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        payload["extensions"] = result.extensions
    match shared.latest:
        case Arrived():
            kind = Kind.NEXT
        case UpToDate():
            kind = Kind.SIGN
        case _:
            kind = Kind.LAST
    encoded = orjson.dumps(payload).decode()
    return Made(
        kind=kind,
        position=shared.place,
        payload=SharedResult(data=None, errors=None, encoded=encoded),
        size=len(encoded),
    )

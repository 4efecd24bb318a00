"""One who follows: alone along the ordinary way until up to date, then with the others; alone again when need be."""

from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from contextlib import aclosing
from datetime import datetime
from typing import Any

import strawberry
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from domain.actors import Actor
from domain.meldingen import cursors
from domain.meldingen.model import LogPosition
from domain.pages import InvalidCursorError
from realtime.groups import Group
from realtime.members import Ending, Member
from realtime.stream import UpToDate
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.following import Following, reauthorise
from schema.documents import DocumentCache
from schema.sharing import Asked, Key, Results, SharedResult, Sharing


class SharedStream(AsyncGenerator[ExecutionResult, None]):
    """The results for one subscriber. It is the door between a group and its subscriber."""

    __slots__ = ("_actor", "_asked", "_context", "_member", "_place", "_results", "_sharing", "overrun", "send_now")

    def __init__(self, sharing: Sharing, asked: Asked, context: Context) -> None:
        self._sharing = sharing
        self._asked = asked
        self._context = context
        self._actor = context.actor
        self._place: LogPosition | None = None
        self._member: Member[SharedResult] | None = None
        self._results = self._follow()
        self.send_now: Callable[[SharedResult], bool] = _wait
        """Sends a result at once if there is room; a transport that can may set this, before the first result."""
        self.overrun: Callable[[], None] = _ignore
        """Called at the moment when the subscriber has left too much unread; likewise."""

    def admits(self, at: datetime) -> bool:
        """Whether the rights with which the group was joined are still there."""
        return reauthorise(self._context, self._actor, at)

    def __anext__(self) -> Coroutine[Any, Any, ExecutionResult]:
        """Return the next result."""
        return self._results.__anext__()

    def asend(self, value: None) -> Coroutine[Any, Any, ExecutionResult]:
        """Return the next result."""
        return self._results.asend(value)

    def athrow(self, *raised: Any) -> Coroutine[Any, Any, ExecutionResult]:  # noqa: ANN401 - as typeshed has it
        """Raise where the subscriber waits."""
        return self._results.athrow(*raised)

    async def aclose(self) -> None:
        """Stop following."""
        await self._results.aclose()

    async def _follow(self) -> Results:
        try:
            while True:
                async with aclosing(self._begin()) as results:
                    async for result in results:
                        yield result
                member = self._member
                if member is None:
                    return
                while not isinstance(taken := await member.take(), Ending):
                    yield taken
                if taken is Ending.ENDED:
                    return
                self._place = member.position
        finally:
            if self._member is not None:
                self._member.leave()

    async def _begin(self) -> Results:
        """Get to where others are, and join them; ends without a member if the stream does."""
        self._member = None
        greeting = await self._join_at_once()
        if greeting is not None:
            yield greeting
            return
        following = Following.alone(self._context, self._place)
        async with aclosing(await self._sharing.alone(self._asked, following)) as results:
            async for result in results:
                yield result
                if isinstance(following.latest, UpToDate) and self._join(following):
                    break
            else:
                return
        async with aclosing(self._catch_up(following.place)) as results:
            async for result in results:
                yield result

    async def _join_at_once(self) -> SharedResult | None:
        """Join a group at its place, if that is where this subscriber begins."""
        actor = self._context.actor
        shape = self._sharing.shape(self._asked)
        if shape is None or not reauthorise(self._context, actor, self._context.services.tools.now()):
            return None
        group = self._sharing.groups.get(Key.of(self._asked, shape, actor))
        try:
            given = self._asked.variables.get(shape.after) if shape.after else None
            begin = self._place or (cursors.decode(str(given)) if given is not None else None)
        except InvalidCursorError:
            return None
        if group is None or begin not in {None, group.position}:
            return None
        greeting = await group.greeting()
        if greeting is None or group.closed or begin not in {None, greeting.position}:
            return None
        self._join_group(group, greeting.position, actor)
        return greeting.payload

    def _join(self, following: Following) -> bool:
        """Join, or found, the group of those who follow the same; not everything can be shared."""
        shape = self._sharing.shape(self._asked)
        if shape is None:
            return False
        key = Key.of(self._asked, shape, following.actor)
        self._join_group(self._sharing.open_group(key, following, following.place), following.place, following.actor)
        return True

    def _join_group(self, group: Group[Key, SharedResult], position: LogPosition, actor: Actor) -> None:
        self._actor = actor
        self._member = group.join(position, self)
        # The same for all of the group, where the subscriber's own is a text of its own.
        self._asked = group.key.asked

    async def _catch_up(self, place: LogPosition) -> Results:
        """Get what lies between one's own place and that where the group was joined."""
        member = self._member
        if member is None or member.position.sequence <= place.sequence:
            return
        until = member.position.sequence
        following = Following.alone(self._context, place)
        async with aclosing(await self._sharing.alone(self._asked, following)) as results:
            async for result in results:
                here = following.place.sequence if following.latest is not None else 0
                if here <= until and not isinstance(following.latest, UpToDate):
                    yield result
                if here >= until:
                    return
        # It came to an end of its own, and said why.
        member.leave()
        self._member = None


def _wait(_result: SharedResult) -> bool:
    return False


def _ignore() -> None:
    pass


STREAM_REQUIRED = ExpectedError(
    ErrorCode.STREAM_REQUIRED,
    "Een subscription volg je over WebSocket (graphql-transport-ws) of met 'Accept: text/event-stream'.",
)


class LiveSchema(strawberry.Schema):
    """The schema, whose subscriptions share what they can."""

    def __init__(self, *, documents: DocumentCache, **options: Any) -> None:  # noqa: ANN401 - those of Strawberry
        super().__init__(**options)
        self.sharing = Sharing(super().stream, documents, self._schema)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: object | None = None,
        root_value: object | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Return the result of a query or a mutation; a subscription has many, for which there is a stream."""
        allowed = frozenset(OperationType if allowed_operation_types is None else allowed_operation_types)
        try:
            return await super().execute(
                query,
                variable_values=variable_values,
                context_value=context_value,
                root_value=root_value,
                operation_name=operation_name,
                allowed_operation_types=allowed - {OperationType.SUBSCRIPTION},
                operation_extensions=operation_extensions,
            )
        except InvalidOperationTypeError as error:
            if error.operation_type is not OperationType.SUBSCRIPTION:
                raise
            return PreExecutionError(data=None, errors=[STREAM_REQUIRED])

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: object | None = None,
        root_value: object | None = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> StreamResult:
        """Return the results of an operation; those of a subscription may be shared."""
        allowed = None if allowed_operation_types is None else frozenset(allowed_operation_types)
        may_follow = allowed is None or OperationType.SUBSCRIPTION in allowed
        if query is not None and isinstance(context_value, Context) and may_follow and not operation_extensions:
            asked = Asked(query=query, variables=variable_values or {}, operation_name=operation_name, allowed=allowed)
            if self.sharing.may_share(asked):
                return SharedStream(self.sharing, asked, context_value)
        return await super().stream(
            query,
            variable_values=variable_values,
            context_value=context_value,
            root_value=root_value,
            operation_name=operation_name,
            operation_extensions=operation_extensions,
            allowed_operation_types=allowed,
        )

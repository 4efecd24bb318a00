"""Answering reads by plan, inside Strawberry's own execution: errors and limits apply as everywhere."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import ExecutionResult
from strawberry.extensions import SchemaExtension

from plans.operations import Planner
from resolvers.context import Context
from resolvers.ids import identify
from schema.documents import DocumentCache
from schema.subscriber import LiveSchema

Extension: TypeAlias = type[SchemaExtension] | Callable[[], SchemaExtension]
Extensions: TypeAlias = Sequence[Extension]


class PlannedReads(SchemaExtension):
    """Answers documents that were seen before by plan; what has no plan goes to the ordinary executor.

    A document that is seen once costs more to plan than to execute.
    """

    def __init__(self, planner: Planner, documents: DocumentCache) -> None:
        super().__init__()
        self._planner = planner
        self._documents = documents

    async def on_execute(self) -> AsyncIterator[None]:
        """Answer what can be planned, and add what the executor found of the rest."""
        execution = self.execution_context
        checked = self._documents.get(execution.query) if execution.query else None
        plan = None
        if checked is not None and checked.again and execution.context.plans:
            plan = self._planner.plan(checked.planned, execution.operation_name, execution.variables or {})
        if plan is None:
            yield
            return
        answered = await self._planner.answer(plan, source=execution.context.rows, context=execution.context)
        if plan.empty:
            yield
            return
        if answered.rest is None:
            execution.result = ExecutionResult(data=answered.data, errors=None)
            yield
            return
        execution.graphql_document = answered.rest
        yield
        result = execution.result
        if isinstance(result, ExecutionResult) and result.data is not None:
            result.data = {key: result.data.get(key, value) for key, value in answered.data.items()}


class PlannedSchema(LiveSchema):
    """A schema whose reads are planned; `planner` tells how often that went."""

    planner: Planner

    def __init__(self, *, documents: DocumentCache, extensions: Extensions, **options: Any) -> None:  # noqa: ANN401
        super().__init__(
            documents=documents,
            extensions=[*extensions, lambda: PlannedReads(self.planner, documents)],
            **options,
        )
        self._documents = documents
        converter = self.schema_converter
        self.planner = Planner(
            self._schema,
            conversion={"scalar_registry": converter.scalar_registry, "config": self.config},
            identify=identify,
        )

    async def read(
        self, query: str, name: str | None, variables: Mapping[str, Any], context: Callable[[], Awaitable[Context]]
    ) -> dict[str, Any] | None:
        """Answer a document that was seen before, all of it by plan; None if that cannot be done.

        This is what most requests are, so nothing is done for it that is not needed: no parser, no extensions.
        """
        checked = self._documents.get(query)
        if checked is None or checked.judge.excess(variables) is not None:
            return None
        plan = self.planner.plan(checked.planned, name, variables)
        if plan is None or not plan.whole:
            return None
        asking = await context()
        answered = await self.planner.answer(plan, source=asking.rows, context=asking)
        # What failed is repeated once, not planned again.
        asking.plans = False
        return answered.data if answered.rest is None else None

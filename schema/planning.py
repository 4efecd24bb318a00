"""Answering reads by plan, inside Strawberry's own execution: errors and limits apply as everywhere."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import ExecutionResult
from strawberry import Schema
from strawberry.extensions import SchemaExtension

from plans.operations import Planner
from resolvers.context import Context
from resolvers.ids import global_id
from schema.documents import DocumentCache

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
        context, query = execution.context, execution.query
        checked = self._documents.get(query) if query else None
        if checked is None or not checked.again or not isinstance(context, Context) or execution.result is not None:
            yield
            return
        async with context.rows.on_one_connection() as source:
            answered = await self._planner.answer(
                checked.planned,
                execution.operation_name,
                execution.variables or {},
                source=source,
                dialect=context.services.rows.dialect,
                context=context,
            )
        if answered is None:
            yield
        elif answered.rest is None:
            execution.result = ExecutionResult(data=answered.data, errors=None)
            yield
        else:
            execution.graphql_document = answered.rest
            yield
            result = execution.result
            if isinstance(result, ExecutionResult) and result.data is not None:
                result.data = _merged(answered.data, result.data)


def _merged(planned: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    return {key: others.get(key, value) for key, value in planned.items()}


class PlannedSchema(Schema):
    """A schema whose reads are planned; `planner` tells how often that went."""

    planner: Planner

    def __init__(self, *, documents: DocumentCache, extensions: Extensions, **options: Any) -> None:  # noqa: ANN401
        planned: Extension = lambda: PlannedReads(self.planner, documents)  # noqa: E731
        super().__init__(extensions=[*extensions, planned], **options)
        converter = self.schema_converter
        self.planner = Planner(
            self._schema,
            conversion={"scalar_registry": converter.scalar_registry, "config": self.config},
            identify=global_id,
        )

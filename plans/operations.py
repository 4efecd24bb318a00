"""Planning an operation: a plan for each root field that can have one, the ordinary executor for the others."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

from plans.compiler import Compiler
from plans.running import Run, Source
from plans.selection import Asked, NoPlanError, Selection, steering_variables
from plans.shape import RequestPlan

log = structlog.get_logger(__name__)

MOST_VARIANTS = 16
"""Selections kept of one document, which differ by what `@include` and `@skip` leave of it."""


@dataclass(frozen=True, eq=False)
class Root:
    """A root field, and its plan if it has one."""

    asked: Asked
    plan: RequestPlan | None
    constant: str | None = None


class Planned:
    """The plans of one document that was found valid: made once for each operation and selection."""

    def __init__(self, document: DocumentNode) -> None:
        self.document = document
        self._steering = steering_variables(document)
        self._variants: dict[object, Sequence[Root] | None] = {}

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the query with a name; None for anything but a query."""
        found = get_operation_ast(self.document, name)
        return found if found is not None and found.operation is OperationType.QUERY else None

    def roots(
        self, name: str | None, dialect: str, variables: VariableValues, compile_: Callable[[], Sequence[Root] | None]
    ) -> Sequence[Root] | None:
        """Return the plans for a selection."""
        steered = tuple(sorted((each, variables.coerced.get(each)) for each in self._steering))
        key = (name, dialect, steered)
        if key not in self._variants:
            if len(self._variants) >= MOST_VARIANTS:
                return None
            self._variants[key] = compile_()
        return self._variants[key]

    def rest(self, operation: OperationDefinitionNode, roots: Sequence[Root]) -> DocumentNode:
        """Return the document with these root fields only."""
        nodes = tuple(node for root in roots for node in root.asked.nodes)
        less = OperationDefinitionNode(
            operation=operation.operation,
            name=operation.name,
            variable_definitions=operation.variable_definitions,
            directives=operation.directives,
            selection_set=SelectionSetNode(selections=nodes),
        )
        others = (node for node in self.document.definitions if not isinstance(node, OperationDefinitionNode))
        return DocumentNode(definitions=(less, *others))


@dataclass
class Answered:
    """What plans found, and what is left for the ordinary executor."""

    data: dict[str, Any]
    """A key for each root field, in the order of the answer; None for those that are left."""
    rest: DocumentNode | None


class Planner:
    """Answers operations on one schema by plans, and counts how often that went."""

    def __init__(
        self, schema: GraphQLSchema, *, conversion: Mapping[str, Any], identify: Callable[[str, object], str]
    ) -> None:
        self._schema = schema
        self._conversion = conversion
        self._identify = identify
        self.counts: Counter[str] = Counter()
        """Root fields answered by plan ("planned"), by the ordinary executor ("ordinary"), or by it after a plan could
        not ("failed")."""

    async def answer(
        self, planned: Planned, name: str | None, given: Mapping[str, Any], *, source: Source, dialect: str,
        context: object,
    ) -> Answered | None:  # fmt: skip
        """Answer what can be answered by plans; None if that is nothing."""
        operation = planned.operation(name)
        if operation is None:
            return None
        variables = get_variable_values(self._schema, operation.variable_definitions or (), dict(given))
        if isinstance(variables, list):
            return None
        roots = planned.roots(name, dialect, variables, lambda: self._roots(planned, operation, variables, dialect))
        if roots is None:
            self.counts["ordinary"] += 1
            return None
        run = Run(source, context, variables, self._conversion)
        data: dict[str, Any] = {}
        left = []
        for root in roots:
            data[root.asked.key] = root.constant
            if root.constant is None and not await self._answered(root, run, data):
                left.append(root)
        return Answered(data, planned.rest(operation, left) if left else None)

    async def _answered(self, root: Root, run: Run, data: dict[str, Any]) -> bool:
        if root.plan is None:
            self.counts["ordinary"] += 1
            return False
        try:
            data[root.asked.key] = await run.answer(root.plan)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the ordinary executor says it as it should be
            self.counts["failed"] += 1
            if not isinstance(error, GraphQLError):
                log.warning("plan.failed", field=root.asked.name, error=repr(error))
            return False
        self.counts["planned"] += 1
        return True

    def _roots(
        self, planned: Planned, operation: OperationDefinitionNode, variables: VariableValues, dialect: str
    ) -> Sequence[Root] | None:
        selection = Selection(self._schema, planned.document, variables)
        compiler = Compiler(selection, dialect=dialect, identify=self._identify)
        query = self._schema.query_type
        try:
            roots = [self._root(asked, compiler) for asked in selection.fields(query, [operation])] if query else []
        except NoPlanError as error:
            log.debug("plan.none", operation=operation.name and operation.name.value, why=str(error))
            return None
        return roots if any(root.plan for root in roots) else None

    def _root(self, asked: Asked, compiler: Compiler) -> Root:
        if asked.definition is None:
            return Root(asked, None, constant="Query")
        try:
            return Root(asked, compiler.request(asked))
        except NoPlanError as error:
            log.debug("plan.none", field=asked.name, why=str(error))
            return Root(asked, None)

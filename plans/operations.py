"""Planning an operation: a plan for each root field that can have one, the ordinary executor for the others."""

from collections import Counter, OrderedDict
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
)
from graphql.execution.values import VariableValues, get_variable_values

from plans.compiler import Compiler
from plans.model import Identify
from plans.running import Lender, Run
from plans.selection import Asked, NoPlanError, Selection, steering_variables
from plans.shape import RequestPlan

log = structlog.get_logger(__name__)

MOST_VARIANTS = 16
"""Selections kept of one document, which differ by what `@include` and `@skip` leave of it; the oldest leaves first."""


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
        self._steering = sorted(steering_variables(document))
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        self._operations = {node.name.value: node for node in operations if node.name is not None}
        self._only = operations[0] if len(operations) == 1 else None
        self._variants: OrderedDict[object, Sequence[Root]] = OrderedDict()

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Return the query with a name, or the only one; None for anything but a query."""
        found = self._only if name is None else self._operations.get(name)
        return found if found is not None and found.operation is OperationType.QUERY else None

    def roots(
        self, operation: OperationDefinitionNode, variables: VariableValues, compiled: Callable[[], Sequence[Root]]
    ) -> Sequence[Root]:
        """Return the root fields with their plans, compiled when this selection is new."""
        # By identity: these nodes hash all that is below them.
        key = (id(operation), *(variables.coerced.get(each) for each in self._steering))
        known = self._variants.get(key)
        if known is None:
            known = self._variants[key] = compiled()
            if len(self._variants) > MOST_VARIANTS:
                self._variants.popitem(last=False)
        return known

    def rest(self, operation: OperationDefinitionNode, roots: Sequence[Root]) -> DocumentNode:
        """Return the document with these root fields only."""
        less = OperationDefinitionNode(
            operation=operation.operation,
            name=operation.name,
            variable_definitions=operation.variable_definitions,
            directives=operation.directives,
            selection_set=SelectionSetNode(selections=tuple(node for root in roots for node in root.asked.nodes)),
        )
        others = (node for node in self.document.definitions if not isinstance(node, OperationDefinitionNode))
        return DocumentNode(definitions=(less, *others))


@dataclass(frozen=True, slots=True)
class OperationPlan:
    """One operation with its variables, and what of it can be planned."""

    planned: Planned
    operation: OperationDefinitionNode
    variables: VariableValues
    roots: Sequence[Root]

    @property
    def whole(self) -> bool:
        """Whether nothing is left for the ordinary executor."""
        return bool(self.roots) and all(root.plan is not None or root.constant is not None for root in self.roots)

    @property
    def empty(self) -> bool:
        """Whether everything is left for the ordinary executor."""
        return not any(root.plan for root in self.roots)


@dataclass(frozen=True, slots=True)
class Answered:
    """What plans found, and what is left for the ordinary executor."""

    data: dict[str, Any]
    """A key for each root field, in the order of the answer; None for those that are left."""
    rest: DocumentNode | None


class Planner:
    """Answers operations on one schema by plans, and counts how often that went."""

    def __init__(self, schema: GraphQLSchema, *, conversion: Mapping[str, Any], identify: Identify) -> None:
        self._schema = schema
        self._conversion = conversion
        self._identify = identify
        self.counts: Counter[str] = Counter()
        """Root fields answered by plan ("planned"), by the ordinary executor ("ordinary"), or by it after a plan could
        not ("failed")."""

    def plan(self, planned: Planned, name: str | None, given: Mapping[str, Any]) -> OperationPlan | None:
        """Return the plan of an operation; None for what is no query, or has variables that are wrong."""
        operation = planned.operation(name)
        if operation is None:
            return None
        variables = get_variable_values(self._schema, operation.variable_definitions or (), dict(given))
        if isinstance(variables, list):
            return None
        roots = planned.roots(operation, variables, lambda: self._roots(planned, operation, variables))
        return OperationPlan(planned, operation, variables, roots)

    async def answer(self, plan: OperationPlan, *, source: Lender, context: object) -> Answered:
        """Answer what is planned; what fails is left, for the ordinary executor to say what is wrong."""
        data: dict[str, Any] = {root.asked.key: root.constant for root in plan.roots}
        left = [root for root in plan.roots if root.constant is None]
        if not plan.empty:
            try:
                async with source.on_one_connection() as reading:
                    run = Run(reading, context, plan.variables, self._conversion)
                    left = [root for root in left if not await self._answered(root, run, data)]
            except Exception as error:  # noqa: BLE001 - a database that is away has many names
                log.warning("plan.failed", error=repr(error))
        self.counts["ordinary"] += sum(root.plan is None for root in left) if plan.roots else 1
        return Answered(data, plan.planned.rest(plan.operation, left) if left else None)

    async def _answered(self, root: Root, run: Run, data: dict[str, Any]) -> bool:
        if root.plan is None:
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

    def _roots(self, planned: Planned, operation: OperationDefinitionNode, variables: VariableValues) -> Sequence[Root]:
        selection = Selection(self._schema, planned.document, variables)
        compiler = Compiler(selection, identify=self._identify)
        query = self._schema.query_type
        try:
            return [self._root(asked, compiler) for asked in selection.fields(query, [operation])] if query else []
        except NoPlanError as error:
            log.debug("plan.none", why=str(error))
            return ()

    def _root(self, asked: Asked, compiler: Compiler) -> Root:
        if asked.definition is None:
            return Root(asked, None, constant="Query")
        try:
            return Root(asked, compiler.request(asked))
        except NoPlanError as error:
            log.debug("plan.none", field=asked.name, why=str(error))
            return Root(asked, None)

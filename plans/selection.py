"""What an operation selects, once fragments, directives and repeated fields are worked out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)
from graphql.execution.values import VariableValues, get_directive_values


class NoPlanError(Exception):
    """A selection that no plan can answer; the message says why, for developers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the answer; `nodes` are all places in the document that ask for it."""

    key: str
    name: str
    definition: GraphQLField | None
    """None for `__typename`."""
    nodes: tuple[FieldNode, ...]


class Selection:
    """A validated document, read with the variables that its directives depend on."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: VariableValues) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }

    def fields(
        self, parent: GraphQLObjectType, nodes: Iterable[FieldNode | OperationDefinitionNode]
    ) -> Iterator[Asked]:
        """Return what is asked of an object of a type, in the order of the answer."""
        found: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for node in nodes:
            self._collect(parent, node.selection_set, found, spread)
        for key, same in found.items():
            name = same[0].name.value
            definition = None if name == "__typename" else parent.fields.get(name)
            if definition is None and name != "__typename":
                raise NoPlanError(f"{name} tells of the schema")
            yield Asked(key, name, definition, tuple(same))

    def _collect(
        self,
        parent: GraphQLObjectType,
        selected: SelectionSetNode | None,
        found: dict[str, list[FieldNode]],
        spread: set[str],
    ) -> None:
        for node in selected.selections if selected else ():
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, InlineFragmentNode):
                if self._applies(node, parent):
                    self._collect(parent, node.selection_set, found, spread)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                spread.add(node.name.value)
                fragment = self._fragments[node.name.value]
                if self._applies(fragment, parent):
                    self._collect(parent, fragment.selection_set, found, spread)

    def _included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self._variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, fragment: FragmentDefinitionNode | InlineFragmentNode, parent: GraphQLObjectType) -> bool:
        condition = fragment.type_condition
        if condition is None or condition.name.value == parent.name:
            return True
        abstract = self._schema.get_type(condition.name.value)
        return is_abstract_type(abstract) and self._schema.is_sub_type(abstract, parent)


def steering_variables(document: DocumentNode) -> frozenset[str]:
    """Return the variables that `@include` and `@skip` depend on: with other values it is another selection."""
    return frozenset(_steering(document.definitions))


def _steering(nodes: Sequence[object]) -> Iterator[str]:
    for node in nodes:
        for directive in getattr(node, "directives", None) or ():
            for argument in directive.arguments or ():
                if isinstance(argument.value, VariableNode):
                    yield argument.value.name.value
        selected = getattr(node, "selection_set", None)
        if selected is not None:
            yield from _steering(selected.selections)

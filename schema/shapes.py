"""What kind of subscription a document asks for: whether it can be shared, and by whom."""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    NonNullTypeNode,
    NullValueNode,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    is_interface_type,
    visit,
)

PERSONAL = frozenset({("Territory", "meldingen"), ("Territory", "unreadMeldingen"), ("LocalAdministrator", "email")})
"""Fields whose value depends on the person, not only on the organisation and its rights.

`Melding.read` is not among them: whoever is told of a Melding as it happens cannot have read it.
"""

AFTER = "after"
"""Argument of a root field that says from where to follow; the only thing in which members of a group may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A subscription that can be shared."""

    after: str | None
    """Variable that says from where to follow; None if the document has none."""
    personal: bool
    """Whether it selects what depends on the person: then only one's own streams are shared."""


def shape_of(document: DocumentNode, operation_name: str | None, schema: GraphQLSchema) -> Shape | None:
    """Return the shape of a valid document; None for all but one plain root field of a subscription."""
    operation = _operation(document, operation_name)
    if operation is None or operation.operation is not OperationType.SUBSCRIPTION or operation.directives:
        return None
    (*others, field) = operation.selection_set.selections
    if others or not isinstance(field, FieldNode) or field.directives:
        return None
    given = next((each.value for each in field.arguments or () if each.name.value == AFTER), None)
    if not isinstance(given, VariableNode | NullValueNode | None):
        return None
    found = _Found(schema)
    visit(document, TypeInfoVisitor(found.types, found))
    if not isinstance(given, VariableNode):
        return Shape(after=None, personal=found.personal)
    name = given.name.value
    defined = next(each for each in operation.variable_definitions or () if each.variable.name.value == name)
    # Used elsewhere, it changes more than the place; with a default or without null, leaving it out is not "from now".
    if found.used.count(name) > 1 or defined.default_value or isinstance(defined.type, NonNullTypeNode):
        return None
    return Shape(after=name, personal=found.personal)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if name is not None:
        operations = [each for each in operations if each.name is not None and each.name.value == name]
    return operations[0] if len(operations) == 1 else None


class _Found(Visitor):
    """Looks at every field and every variable once, in fragments too."""

    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__()
        self._schema = schema
        self.types = TypeInfo(schema)
        self.personal = False
        self.used: list[str] = []

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        # On an interface it may turn out to be any of the types that have it.
        possible = self._schema.get_possible_types(parent) if is_interface_type(parent) else [parent]
        if any(each is not None and (each.name, node.name.value) in PERSONAL for each in possible):
            self.personal = True

    def enter_variable_definition(self, *_: object) -> object:
        return self.SKIP

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.used.append(node.name.value)

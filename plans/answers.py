"""Code that turns values into what is sent: scalars as their type shows them, objects by their attributes."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from sqlalchemy.types import TypeEngine

from plans.fields import strawberry_field
from plans.selection import NoPlanError, Selection
from plans.shape import Maker

_AS_STORED = {"String": str, "ID": str, "Int": int, "Float": float, "Boolean": bool}
"""Scalars that show a value of this Python type as it is."""


class Answers:
    """Writes functions; names of things that they use stand in one namespace."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._names = count()
        self._namespace: dict[str, Any] = {}

    def constant(self, value: object) -> str:
        """Return the name by which code can use a value."""
        for name, known in self._namespace.items():
            if known is value:
                return name
        name = f"c{next(self._names)}"
        self._namespace[name] = value
        return name

    def over_rows(self, before: Sequence[str], code: str) -> Maker:
        """Return the function that makes an object, by `code`, of each row."""
        lines = [
            "def made(rows, m, n, a, v):",
            " made = []",
            " for r, q in zip(rows, n):",
            *(f"  {line}" for line in before),
            f"  made.append({code})",
            " return made",
        ]
        made: Maker = self._defined("\n".join(lines), "made")
        return made

    def present(self, code: str) -> str:
        """Return code that raises where nothing is, but must be: the ordinary executor then says where."""
        return f"{self.constant(_present)}({code})"

    def leaf(self, code: str, of: GraphQLOutputType | None, *, stored: TypeEngine[Any] | None = None) -> str:
        """Return code that shows a scalar or an enum; `stored` is the type of the column that it comes from."""
        nullable = not is_non_null_type(of)
        kind = getattr(of, "of_type", of) if is_non_null_type(of) else of
        if isinstance(kind, GraphQLEnumType):
            show: Callable[[Any], Any] = {value.value: name for name, value in kind.values.items()}.__getitem__
        elif isinstance(kind, GraphQLScalarType):
            if stored is not None and _python_type(stored) is _AS_STORED.get(kind.name, object):
                return code
            show = _unless_right(kind.coerce_output_value, _AS_STORED.get(kind.name))
        else:
            raise NoPlanError("a column holds scalars")
        return f"{self.constant(_or_none(show) if nullable else show)}({code})"

    def complete(self, code: str, of: GraphQLOutputType | None, nodes: Sequence[FieldNode]) -> str:
        """Return code that shows a value: a scalar, an object with attributes, or a list of either."""
        kind = getattr(of, "of_type", of) if is_non_null_type(of) else of
        # These raise by themselves where nothing is.
        raises = isinstance(kind, GraphQLEnumType) or getattr(kind, "name", "") in _AS_STORED
        if is_non_null_type(of) and not raises:
            code = self.present(code)
        if is_leaf_type(kind):
            return self.leaf(code, of)
        return f"{self._function(kind, nodes)}({code})"

    def _function(self, kind: Any, nodes: Sequence[FieldNode]) -> str:  # noqa: ANN401 - any output type
        if is_list_type(kind):
            shown = f"[{self.complete('each', kind.of_type, nodes)} for each in value]"
        elif isinstance(kind, GraphQLObjectType):
            shown = self._attributes(kind, nodes)
        else:
            raise NoPlanError(f"{kind} is not of one type")
        return self.constant(self._defined(f"def shown(value):\n return None if value is None else {shown}", "shown"))

    def _attributes(self, kind: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        items = []
        for asked in self._selection.fields(kind, nodes):
            if asked.definition is None:
                items.append(f"{asked.key!r}: {kind.name!r}")
                continue
            field = strawberry_field(asked.definition)
            if field.base_resolver is not None:
                raise NoPlanError(f"{kind.name}.{asked.name} has a resolver of its own")
            code = self.complete(f"value.{field.python_name}", asked.definition.type, asked.nodes)
            items.append(f"{asked.key!r}: {code}")
        return "{" + ", ".join(items) + "}"

    def _defined(self, source: str, name: str) -> Any:  # noqa: ANN401 - a function of any signature
        found: dict[str, Any] = {}
        # Nothing of a client gets into the source but the names of fields, whose letters the grammar fixes.
        exec(compile(source, "<plan>", "exec"), self._namespace, found)  # noqa: S102
        return found[name]


def _python_type(stored: TypeEngine[Any]) -> type | None:
    try:
        return stored.python_type
    except NotImplementedError:
        return None


def _unless_right(show: Callable[[Any], Any], right: type | None) -> Callable[[Any], Any]:
    """Return what shows a value, and lets one of the right type pass."""
    if right is None:
        return show

    def shown(value: object) -> object:
        return value if type(value) is right else show(value)

    return shown


def _present(value: object) -> object:
    if value is None:
        raise TypeError("null in a field that may not be null")
    return value


def _or_none(show: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def shown(value: object) -> object:
        return None if value is None else show(value)

    return shown

"""Whether a value is among many: one parameter, so that a statement is the same text however many there are."""

from collections.abc import Sequence
from typing import Any, Self

import orjson
from sqlalchemy import ARRAY, BindParameter, Boolean, ColumnElement, Dialect, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import Text, TypeDecorator, TypeEngine


class ListOf(TypeDecorator[Sequence[Any]]):
    """Several values in one parameter: an array on PostgreSQL, JSON on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the driver takes."""
        return ARRAY(self.item) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> object:
        """Return what the driver takes."""
        values = list(value or ())
        if dialect.name == "postgresql":
            return values
        stored = self.item.dialect_impl(dialect).bind_processor(dialect)
        return orjson.dumps([stored(each) if stored else each for each in values]).decode()


class _Among(FunctionElement[bool]):
    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:
        """Stand beside other conditions as it is; as a function it would be compared with 1, past every index."""
        del against
        return self


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column has one of the values of a parameter."""
    return _Among(column, parameter(column, name))


def parameter(column: ColumnElement[Any], name: str) -> BindParameter[Any]:
    """Return a parameter for values such as a column has."""
    return bindparam(name, type_=ListOf(column.type))


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **options: object) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **options)} = ANY ({compiler.process(values, **options)})"


@compiles(_Among)
def _elsewhere(element: _Among, compiler: SQLCompiler, **options: object) -> str:
    column, values = element.clauses
    return (  # the texts are the compiler's own
        f"{compiler.process(column, **options)} IN (SELECT value FROM json_each({compiler.process(values, **options)}))"  # noqa: S608
    )

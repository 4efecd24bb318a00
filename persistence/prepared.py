"""Statements as the driver takes them: compiled once, then only values go in and rows come out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Dialect, Float, Select
from sqlalchemy.types import TypeEngine

Stored: TypeAlias = Sequence[Any]
"""A row, by position."""


class Prepared:
    """A statement in the SQL of one kind of database, with what its types do to values on the way in and out."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._given = {name: bound.effective_value for name, bound in compiled.binds.items()}
        self._parameters = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]
        processed = [_shown(column.type, dialect) for column in statement.selected_columns]
        self._processed = [(place, process) for place, process in enumerate(processed) if process is not None]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the values of the parameters, in the order of the SQL; those of the statement's own are known."""
        own = self._given
        return [
            (given[name] if name in given else own[name])
            if process is None
            else process(given[name] if name in given else own[name])
            for name, process in self._parameters
        ]

    def rows(self, found: Sequence[Stored]) -> Sequence[Stored]:
        """Return rows as their columns' types show them."""
        if not self._processed:
            return found
        rows = []
        for row in found:
            values = list(row)
            for place, process in self._processed:
                values[place] = process(values[place])
            rows.append(values)
        return rows


def _shown(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(type_, Float):
        # Drivers give floats; SQLAlchemy wants to know which kind of number PostgreSQL sent.
        return None
    return type_.dialect_impl(dialect).result_processor(dialect, None)

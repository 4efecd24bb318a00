"""What a type can be read from, name by name: the one declaration that plans and ordinary resolvers both follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, FromClause


@dataclass(frozen=True, eq=False, kw_only=True)
class Column:
    """A value as it is stored."""

    of: ColumnElement[Any]


class Key(Column):
    """The key of the row, shown as a global id."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Computed:
    """A value worked out from others of the same row, once per row however often it is asked for.

    `of` takes the inputs in order, then `viewpoint=` if it is `viewed`, then the arguments of the field by name. What
    it returns is a scalar, or an object (or list of objects) with an attribute for each field of its type.
    """

    of: Callable[..., Any]
    inputs: tuple["Input", ...]
    viewed: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """An object made of columns of the same row; null where `present` is NULL."""

    fields: "Fields"
    present: ColumnElement[Any] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class ToOne:
    """The row of another model that `key` names; null where there is none or it may not be seen."""

    model: Callable[[], "ReadModel"]
    key: ColumnElement[Any]


@dataclass(frozen=True, eq=False, kw_only=True)
class ToMany:
    """The rows of another model whose `column` holds the key of this row, in a fixed order.

    Several fields can share one relation and its statement, each with the rows where `kind` has its own value. With
    `fold` the rows (as they are stored, in the order of `folded`) become one value.
    """

    model: Callable[[], "ReadModel"]
    column: ColumnElement[Any]
    order: tuple[ColumnElement[Any], ...] = ()
    kind: tuple[ColumnElement[Any], Any] | None = None
    folded: tuple[ColumnElement[Any], ...] = ()
    fold: Callable[[Sequence[Sequence[Any]]], Any] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Guard:
    """Decides from a row whether the viewer gets a field that asks for rows of its own; if not, the field is null.

    `opens` takes the inputs in order, then `viewpoint=`. Nothing is asked of a resolver behind a guard that stays shut.
    """

    opens: Callable[..., bool]
    inputs: tuple[ColumnElement[Any], ...]


Identify: TypeAlias = Callable[[str], Callable[[object], str]]
"""From the name of a type to what makes a global id of a key."""

Input: TypeAlias = ColumnElement[Any] | Computed | ToMany
Entry: TypeAlias = Column | Computed | Part | ToOne | ToMany
Fields: TypeAlias = Mapping[str, Entry]


@dataclass(frozen=True, eq=False)
class Declared:
    """The fields of a model on one table or alias, and what must be joined to it for them."""

    fields: Fields
    source: FromClause
    visible: ColumnElement[bool] | None = None
    """Which rows the viewer may see; its parameters are those of the viewpoint."""
    guards: Mapping[str, Guard] = field(default_factory=dict)
    """For fields that ask for rows of their own, by name; those without a guard are there for whoever sees the row."""


@dataclass(frozen=True, eq=False)
class ReadModel:
    """How rows of a table are read as objects of the type called `name`."""

    name: str
    table: FromClause
    key: str
    declare: Callable[[FromClause], Declared]

    @cached_property
    def base(self) -> Declared:
        """The model on its own table, on which requests put their conditions."""
        return self.declare(self.table)

    @property
    def key_column(self) -> ColumnElement[Any]:
        """The key on the model's own table."""
        return self.table.c[self.key]

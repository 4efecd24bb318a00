"""What a field asks for: one row, some rows or a page of many. A resolver returns it; nothing is read yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ColumnElement

from domain.pages import PageRequest

Conditions: TypeAlias = tuple[ColumnElement[bool], ...]
"""Conditions with named parameters, each one object for all requests: by these objects a statement is known again."""


class Order(Protocol):
    """A total order, and the cursors that stand for places in it; one object for all requests."""

    @property
    def cursor_columns(self) -> tuple[ColumnElement[Any], ...]:
        """What a cursor is made of."""
        ...

    def sorted(self, *, backwards: bool) -> tuple[ColumnElement[Any], ...]:
        """Return what to sort by."""
        ...

    def cursor(self, values: Sequence[Any]) -> str:
        """Return the cursor of a row, from its `cursor_columns`."""
        ...


@dataclass(frozen=True, kw_only=True)
class One:
    """The row with a key."""

    key: object


@dataclass(frozen=True, kw_only=True)
class Some:
    """Every row that fulfils conditions: for short lists."""

    where: Conditions
    values: Mapping[str, Any]
    order: tuple[ColumnElement[Any], ...]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A page of the rows that fulfil conditions."""

    where: Conditions
    beyond: Conditions
    """What puts rows after the one cursor of the page and before the other."""
    values: Mapping[str, Any]
    order: Order
    page: PageRequest


Request: TypeAlias = One | Some | Listing

"""Keyset paging: a cursor is the place of a row in a total order, so pages neither skip nor repeat rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, bindparam, tuple_

from domain import opaque
from domain.pages import InvalidCursorError, PageRequest
from plans.requests import Listing

_KINDS: dict[type, str] = {datetime: "t", UUID: "u", int: "i", str: "s"}
"""How the kinds of values that lists are sorted by are told apart in cursors."""

_LARGEST = 2**31
"""Beyond what an INTEGER column holds."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Keyset:
    """A total order: a sort key without NULLs and the id that breaks ties, both up or both down."""

    name: str
    """Told apart in cursors, so that a cursor of one order is refused in another."""
    key: ColumnElement[Any]
    id: ColumnElement[Any]
    descending: bool = False

    @cached_property
    def cursor_columns(self) -> tuple[ColumnElement[Any], ...]:
        """What a cursor is made of."""
        return self.key.label("cursor_key"), self.id.label("cursor_id")

    def sorted(self, *, backwards: bool) -> tuple[ColumnElement[Any], ...]:
        """Return what to sort by."""
        if self.descending != backwards:
            return self.key.desc(), self.id.desc()
        return self.key.asc(), self.id.asc()

    def cursor(self, values: Sequence[Any]) -> str:
        """Return the cursor of a row."""
        key, row_id = values
        kind, id_kind = self._kinds
        return opaque.encode(orjson.dumps([self.name, kind, key, id_kind, str(row_id)]))

    @cached_property
    def _kinds(self) -> tuple[str, str]:
        return _KINDS[self.key.type.python_type], _KINDS[self.id.type.python_type]

    def listing(self, page: PageRequest, *where: ColumnElement[bool], values: Mapping[str, Any]) -> Listing:
        """Return the request for a page in this order; raises `InvalidCursorError` on a cursor of another list."""
        beyond, given = [], dict(values)
        if page.after is not None:
            beyond.append(self._later)
            given["later_key"], given["later_id"] = decode_cursor(self, page.after)
        if page.before is not None:
            beyond.append(self._earlier)
            given["earlier_key"], given["earlier_id"] = decode_cursor(self, page.before)
        return Listing(where=where, beyond=tuple(beyond), values=given, order=self, page=page)

    @cached_property
    def _later(self) -> ColumnElement[bool]:
        return self._beside("later", up=not self.descending)

    @cached_property
    def _earlier(self) -> ColumnElement[bool]:
        return self._beside("earlier", up=self.descending)

    def _beside(self, name: str, *, up: bool) -> ColumnElement[bool]:
        here = tuple_(self.key, self.id)
        there = tuple_(bindparam(f"{name}_key", type_=self.key.type), bindparam(f"{name}_id", type_=self.id.type))
        return here > there if up else here < there


def decode_cursor(order: Keyset, cursor: str) -> tuple[Any, Any]:
    """Return the sort key and id that a cursor stands for; raises `InvalidCursorError` unless both can be compared."""
    try:
        found, key_kind, key, id_kind, row_id = orjson.loads(opaque.decode(cursor))
        place = _value(key_kind, key), _value(id_kind, row_id)
    except (ValueError, TypeError, OverflowError) as error:
        raise InvalidCursorError from error
    fits = all(
        isinstance(value, column.type.python_type) for value, column in zip(place, (order.key, order.id), strict=True)
    )
    if found != order.name or not fits:
        raise InvalidCursorError
    return place


def _value(kind: object, value: object) -> object:
    match kind, value:
        case "t", str():
            instant = datetime.fromisoformat(value)
            if instant.tzinfo is None:
                raise InvalidCursorError
            return instant.astimezone(UTC)
        case "u", str():
            return UUID(value)
        case "i", int() if abs(value) < _LARGEST:
            return value
        case "s", str() if "\0" not in value:
            return value
        case _:
            raise InvalidCursorError

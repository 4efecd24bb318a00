"""Keyset paging: a cursor is the place of a row in a total order, so pages neither skip nor repeat rows."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, bindparam, tuple_

from domain.pages import InvalidCursorError, PageRequest
from plans.requests import Listing

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
        return encode_cursor(self.name, *values)

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


def encode_cursor(name: str, key: object, row_id: object) -> str:
    """Return the opaque cursor of a row."""
    return base64.urlsafe_b64encode(orjson.dumps([name, *_plain(key), *_plain(row_id)])).decode().rstrip("=")


def decode_cursor(order: Keyset, cursor: str) -> tuple[Any, Any]:
    """Return the sort key and id that a cursor stands for; raises `InvalidCursorError` unless both can be compared."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, key_kind, key, id_kind, row_id = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        place = _value(key_kind, key), _value(id_kind, row_id)
    except (ValueError, TypeError, OverflowError, binascii.Error) as error:
        raise InvalidCursorError from error
    fits = all(
        isinstance(value, column.type.python_type) for value, column in zip(place, (order.key, order.id), strict=True)
    )
    if found != order.name or not fits:
        raise InvalidCursorError
    return place


def _plain(value: object) -> tuple[str, object]:
    match value:
        case datetime():
            return "t", value.isoformat()
        case UUID():
            return "u", str(value)
        case bool():
            raise TypeError("no list is sorted by a boolean")
        case int():
            return "i", value
        case _:
            return "s", str(value)


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

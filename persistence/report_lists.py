"""Lists of reports: those that wait first, the oldest of them on top."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, case, tuple_

from domain.pages import InvalidCursorError, PageRequest
from domain.reports.model import ReportStatus
from domain.territories.model import Nis
from persistence.paging import Keyset, decode_cursor
from persistence.tables.columns import UtcDateTime
from persistence.tables.reports import report
from plans.requests import Listing

_RANK = case((report.c.status == ReportStatus.OPEN, 0), else_=1)
_PLACE = (_RANK, report.c.reported_at, report.c.id)
_PARTS = tuple(
    Keyset(name=name, key=report.c.reported_at, id=report.c.id) for name in ("reports open", "reports decided")
)
"""Each part of the list has cursors of its own, which tell the rank by their name."""


class _OpenFirst:
    """Open ones, then those that were decided on; each as they came in, and by id where that is the same."""

    cursor_columns = tuple(
        column.label(f"cursor_{name}") for column, name in zip(_PLACE, ("rank", "key", "id"), strict=True)
    )

    def sorted(self, *, backwards: bool) -> tuple[ColumnElement[Any], ...]:
        """Return what to sort by."""
        return tuple(column.desc() if backwards else column.asc() for column in _PLACE)

    def cursor(self, values: Sequence[Any]) -> str:
        """Return the place of a report."""
        rank, *place = values
        return _PARTS[int(rank)].cursor(place)


def _beside(name: str) -> Any:  # noqa: ANN401 - a row of values, which can be compared
    return tuple_(
        bindparam(f"{name}_rank", type_=Integer()),
        bindparam(f"{name}_key", type_=UtcDateTime()),
        bindparam(f"{name}_id", type_=report.c.id.type),
    )


_OPEN_FIRST = _OpenFirst()
_ON_TERRITORY = report.c.territory == bindparam("on_territory")
_WITH_STATUS = report.c.status == bindparam("with_status")
_LATER = tuple_(*_PLACE) > _beside("later")
_EARLIER = tuple_(*_PLACE) < _beside("earlier")


def reports_on(territory: Nis, status: ReportStatus | None, page: PageRequest) -> Listing:
    """Return the request for a page of the reports on a territory; raises `InvalidCursorError`."""
    values: dict[str, Any] = {"on_territory": territory}
    where, beyond = [_ON_TERRITORY], []
    if status is not None:
        where.append(_WITH_STATUS)
        values["with_status"] = status
    if page.after is not None:
        beyond.append(_LATER)
        values |= _place("later", page.after)
    if page.before is not None:
        beyond.append(_EARLIER)
        values |= _place("earlier", page.before)
    return Listing(where=tuple(where), beyond=tuple(beyond), values=values, order=_OPEN_FIRST, page=page)


def _place(name: str, cursor: str) -> dict[str, Any]:
    for rank, part in enumerate(_PARTS):
        try:
            key, row_id = decode_cursor(part, cursor)
        except InvalidCursorError:
            continue
        return {f"{name}_rank": rank, f"{name}_key": key, f"{name}_id": row_id}
    raise InvalidCursorError

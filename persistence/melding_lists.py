"""Lists of Meldingen: oldest first, with places in the log as cursors."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam

from domain.meldingen import cursors
from domain.meldingen.model import LogPosition, MeldingFilter
from domain.pages import InvalidCursorError, PageRequest
from domain.territories.model import Nis
from persistence.read_models.meldingen import last_read
from persistence.tables.meldingen import melding, melding_log
from plans.among import among
from plans.requests import Listing


class _InTheLog:
    """The order of the log."""

    cursor_columns = (melding.c.territory, melding_log.c.epoch, melding.c.sequence)

    def sorted(self, *, backwards: bool) -> tuple[ColumnElement[Any], ...]:
        """Return what to sort by."""
        return (melding.c.sequence.desc() if backwards else melding.c.sequence.asc(),)

    def cursor(self, values: Sequence[Any]) -> str:
        """Return the place of a Melding."""
        territory, epoch, sequence = values
        return cursors.encode(LogPosition(territory=territory, epoch=epoch, sequence=sequence))


_LOG = _InTheLog()
_ON_TERRITORY = melding.c.territory == bindparam("on_territory")
_KINDS = among(melding.c.kind, "of_kinds")
_UNREAD = melding.c.sequence > last_read(melding)
_LATER = melding.c.sequence > bindparam("later_than")
_EARLIER = melding.c.sequence < bindparam("earlier_than")


def meldingen_on(territory: Nis, chosen: MeldingFilter, page: PageRequest, *, head: LogPosition | None) -> Listing:
    """Return the request for a page of a territory's Meldingen; raises `InvalidCursorError`.

    `head` is the last place in the log, needed to tell whether a cursor lies within it.
    """
    values: dict[str, Any] = {"on_territory": territory}
    where, beyond = [_ON_TERRITORY], []
    if chosen.kinds:
        where.append(_KINDS)
        values["of_kinds"] = sorted(chosen.kinds)
    if chosen.unread_only:
        where.append(_UNREAD)
    if page.after is not None:
        beyond.append(_LATER)
        values["later_than"] = _place(page.after, head)
    if page.before is not None:
        beyond.append(_EARLIER)
        values["earlier_than"] = _place(page.before, head)
    return Listing(where=tuple(where), beyond=tuple(beyond), values=values, order=_LOG, page=page)


def _place(cursor: str, head: LogPosition | None) -> int:
    position = cursors.decode(cursor)
    if head is None or not cursors.within(position, head):
        raise InvalidCursorError
    return position.sequence

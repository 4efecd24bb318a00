"""Meldingen, as one of the moderators of their territory finds them in the log."""

from sqlalchemy import ColumnElement, FromClause, func, select

from domain.meldingen.model import MeldingKind, text_of
from persistence import viewers
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.territories import TERRITORY
from persistence.tables.meldingen import melding, melding_log, melding_mark
from plans.among import among
from plans.model import Column, Computed, Declared, Key, ReadModel, ToOne


def last_read(table: FromClause) -> ColumnElement[int]:
    """Return how far the viewer has read the log that a Melding stands in."""
    marked = (
        select(melding_mark.c.sequence)
        .where(melding_mark.c.territory == table.c.territory, melding_mark.c.person_id == viewers.READER)
        .correlate(table)
        .scalar_subquery()
    )
    return func.coalesce(marked, 0)


def _melding(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "id": Key(of=c.id),
            "kind": Column(of=c.kind),
            "text": Computed(of=_text, inputs=(c.kind, c.count)),
            "at": Column(of=c.at),
            "count": Column(of=c.count),
            "read": Column(of=c.sequence <= last_read(table)),
            "territory": ToOne(model=lambda: TERRITORY, key=c.territory),
            "activity": ToOne(model=lambda: ACTIVITY, key=c.activity_id),
            "organisation": ToOne(model=lambda: ORGANISATION, key=c.organisation_id),
        },
        table.join(melding_log, melding_log.c.territory == c.territory),
        visible=among(c.territory, viewers.TERRITORIES),
    )


def _text(kind: str, count: int) -> str:
    return text_of(MeldingKind(kind), count)


MELDING = ReadModel("Melding", melding, "id", _melding)

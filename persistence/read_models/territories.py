"""Territories: municipalities as those who moderate them see them, and nobody else."""

from sqlalchemy import FromClause, and_, func, select

from persistence import viewers
from persistence.read_models.figures import territory_figures
from persistence.read_models.insight import territory_insight
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.tables.meldingen import melding, melding_mark
from persistence.tables.territories import municipality
from plans.among import among
from plans.model import Column, Declared, Key, ReadModel, ToMany


def _territory(table: FromClause) -> Declared:
    mark = and_(melding_mark.c.territory == melding.c.territory, melding_mark.c.person_id == viewers.READER)
    unread = (
        select(func.count())
        .select_from(melding.outerjoin(melding_mark, mark))
        .where(melding.c.territory == table.c.nis, melding.c.sequence > func.coalesce(melding_mark.c.sequence, 0))
        .correlate(table)
        .scalar_subquery()
    )
    return Declared(
        {
            "id": Key(of=table.c.nis),
            "name": Column(of=table.c.name),
            "municipalities": ToMany(model=lambda: MUNICIPALITY, column=municipality.c.nis),
            "unread_meldingen": Column(of=unread),
            "figures": territory_figures(),
            "insight": territory_insight(),
        },
        table,
        visible=among(table.c.nis, viewers.TERRITORIES),
    )


TERRITORY = ReadModel("Territory", municipality, "nis", _territory)

"""Work relations, as the person sees them, and those who decide on the access of the organisation."""

from sqlalchemy import FromClause, or_

from persistence import viewers
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.persons import PERSON
from persistence.tables.work_relations import work_relation
from plans.model import Column, Declared, Key, ReadModel, ToOne


def _work_relation(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "id": Key(of=c.id),
            **{name: Column(of=c[name]) for name in ("kind", "email", "phone", "begin", "end")},
            "person": ToOne(model=lambda: PERSON, key=c.person_id),
            "organisation": ToOne(model=lambda: ORGANISATION, key=c.organisation_id),
        },
        table,
        visible=or_(c.person_id == viewers.PERSON, viewers.administered(c.organisation_id)),
    )


WORK_RELATION = ReadModel("WorkRelation", work_relation, "id", _work_relation)

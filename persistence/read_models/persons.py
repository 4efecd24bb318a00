"""People, as those find them who may see what concerns their access."""

from sqlalchemy import FromClause, exists, or_

from persistence import viewers
from persistence.tables.access_requests import access_request
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation
from plans.model import Column, Declared, Key, ReadModel


def _person(table: FromClause) -> Declared:
    return Declared({"id": Key(of=table.c.id), "name": Column(of=table.c.name)}, table)


def _known_person(table: FromClause) -> Declared:
    known = (
        exists().where(each.c.person_id == table.c.id, viewers.administered(each.c.organisation_id))
        for each in (work_relation, access_grant, access_request)
    )
    return Declared(
        {"id": Key(of=table.c.id), "name": Column(of=table.c.name)},
        table,
        visible=or_(table.c.id == viewers.PERSON, *known),
    )


PERSON = ReadModel("Person", person, "id", _person)
"""Of something that the viewer may see, such as a grant."""

KNOWN_PERSON = ReadModel("Person", person, "id", _known_person)
"""By themselves: the viewer, and who works, asks or has a right where the viewer decides on access."""

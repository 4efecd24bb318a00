"""People, as those find them who may see what concerns their access; reached from there, never by themselves."""

from sqlalchemy import FromClause

from persistence.tables.persons import person
from plans.model import Column, Declared, Key, ReadModel


def _person(table: FromClause) -> Declared:
    return Declared({"id": Key(of=table.c.id), "name": Column(of=table.c.name)}, table)


PERSON = ReadModel("Person", person, "id", _person)

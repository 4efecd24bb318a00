"""People whose access is managed, found and noted within a unit of work."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.actors import Person
from domain.persons.model import KnownPerson
from persistence.tables.access_requests import access_request
from persistence.tables.delegations import delegation
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation
from persistence.text import normalised
from persistence.upsert import insert_into

PERSON = (person.c.name.label("person_name"), person.c.subject.label("person_subject"))
"""What a statement reads of the person that its row, with a `person_id`, is about; see `person_of`."""

_KNOWN = (person.c.id, person.c.name, person.c.subject)


class StoredPersons:
    """The people of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person_id: UUID) -> KnownPerson | None:
        """Return a person."""
        return await self._one(person.c.id == person_id)

    async def signed_in(self, somebody: Person) -> KnownPerson:
        """Return the person who signed in, under the name that they sign in with now."""
        values = {"name": somebody.name, "name_sort": normalised(somebody.name)}
        await self._connection.execute(
            insert_into(self._connection, person)
            .values(id=somebody.key, subject=somebody.id, **values)
            .on_conflict_do_update(index_elements=["subject"], set_=values)
        )
        found = await self._one(person.c.subject == somebody.id)
        if found is None:
            raise LookupError("a person who was just noted is gone")
        return found

    async def known_to(self, administering: UUID, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        """Return those of these people whom the administrators of an organisation know."""
        managed = select(delegation.c.organisation_id).where(
            delegation.c.manager_id == administering, delegation.c.ended_at.is_(None)
        )
        known = (
            exists().where(
                table.c.person_id == person.c.id,
                or_(table.c.organisation_id == administering, table.c.organisation_id.in_(managed)),
            )
            for table in (work_relation, access_grant, access_request)
        )
        statement = select(*_KNOWN).where(person.c.id.in_(person_ids), or_(*known))
        rows = await self._connection.execute(statement)
        return {row.id: KnownPerson(id=row.id, name=row.name, subject=row.subject) for row in rows}

    async def by_number(self, digest: str) -> KnownPerson | None:
        """Return the person with a number, of which the digest is given."""
        return await self._one(person.c.number_digest == digest)

    async def recognised(self, known: KnownPerson, *, digest: str, added: KnownPerson | None) -> Collection[UUID]:
        """Note the number of a person, and make theirs what was noted for `added`, who was them."""
        organisations: set[UUID] = set()
        if added is not None:
            for table in (access_grant, work_relation):
                moved = update(table).where(table.c.person_id == added.id).values(person_id=known.id)
                rows = await self._connection.execute(moved.returning(table.c.organisation_id))
                organisations |= set(rows.scalars())
            await self._connection.execute(delete(person).where(person.c.id == added.id))
        await self._connection.execute(update(person).where(person.c.id == known.id).values(number_digest=digest))
        return organisations

    async def with_number(self, digest: str, *, name: str, fresh: UUID) -> KnownPerson:
        """Return the person with a number; if there is none, note one with the id `fresh`."""
        await self._connection.execute(
            insert_into(self._connection, person)
            .values(id=fresh, number_digest=digest, name=name, name_sort=normalised(name))
            .on_conflict_do_nothing(index_elements=["number_digest"])
        )
        found = await self._one(person.c.number_digest == digest)
        if found is None:
            raise LookupError("a person who was just noted is gone")
        return found

    async def _one(self, condition: ColumnElement[bool]) -> KnownPerson | None:
        row = (await self._connection.execute(select(*_KNOWN).where(condition))).one_or_none()
        return None if row is None else KnownPerson(id=row.id, name=row.name, subject=row.subject)


def person_of(row: RowMapping) -> KnownPerson:
    """Return the person in a row that was read with `PERSON`."""
    return KnownPerson(id=row["person_id"], name=row["person_name"], subject=row["person_subject"])

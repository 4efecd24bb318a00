"""Work relations, established and relied on within a unit of work."""

from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.work_relations.model import WorkRelation, WorkRelationKind
from persistence.persons import PERSON, person_of
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation


class StoredWorkRelations:
    """The work relations of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def holding(self, person_id: UUID, organisation_id: UUID, day: date) -> WorkRelation | None:
        """Return the work relation of a person with an organisation that holds on a day, or the first one after it."""
        statement = (
            select(work_relation, *PERSON)
            .join(person, person.c.id == work_relation.c.person_id)
            .where(
                work_relation.c.person_id == person_id,
                work_relation.c.organisation_id == organisation_id,
                or_(work_relation.c.end.is_(None), work_relation.c.end >= day),
            )
            .order_by(work_relation.c.begin, work_relation.c.established_at)
            .limit(1)
        )
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else _work_relation_of(row)

    async def add(self, relation: WorkRelation) -> None:
        """Add a new work relation."""
        await self._connection.execute(
            insert(work_relation).values(
                id=relation.id,
                person_id=relation.person.id,
                organisation_id=relation.organisation_id,
                kind=relation.kind,
                email=relation.email,
                phone=relation.phone,
                begin=relation.begin,
                end=relation.end,
                established_at=relation.established_at,
            )
        )


def _work_relation_of(row: RowMapping) -> WorkRelation:
    return WorkRelation(
        id=row["id"],
        person=person_of(row),
        organisation_id=row["organisation_id"],
        kind=WorkRelationKind(row["kind"]),
        email=row["email"],
        phone=row["phone"],
        begin=row["begin"],
        end=row["end"],
        established_at=row["established_at"],
    )

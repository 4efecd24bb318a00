"""Grants, given, changed and ended within a unit of work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS, Administrator
from domain.actors import HEAD_ADMINISTRATOR_RIGHT
from domain.grants.coverage import Term
from domain.grants.model import Grant
from persistence.activity_rows import author_of, author_to_json
from persistence.administrators import MOST as MOST_ADMINISTRATORS
from persistence.administrators import administering
from persistence.persons import PERSON, person_of
from persistence.tables.access_rights import access_right
from persistence.tables.access_rights import application as applications
from persistence.tables.delegations import delegation
from persistence.tables.grants import access_grant
from persistence.tables.organisations import organisation
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation

MOST = 100
"""Grants of one right to one person that are read."""

_ADMINISTRATOR = (
    access_grant.c.person_id,
    access_grant.c.organisation_id,
    access_grant.c.right_code,
    work_relation.c.email,
    *PERSON,
)
_GRANT = select(access_grant, *PERSON).join(person, person.c.id == access_grant.c.person_id)

_WORKS_THERE = (work_relation.c.person_id == access_grant.c.person_id) & (
    work_relation.c.organisation_id == access_grant.c.organisation_id
)


class StoredGrants:
    """The grants of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def look_up(self, grant_ids: Collection[UUID]) -> Mapping[UUID, Grant]:
        """Return those of these grants that there are, without keeping anybody from changing them."""
        rows = (await self._connection.execute(_GRANT.where(access_grant.c.id.in_(grant_ids)))).mappings().all()
        return {row["id"]: grant_of(row) for row in rows}

    async def get_all(self, grant_ids: Collection[UUID]) -> Mapping[UUID, Grant]:
        """Return those of these grants that there are, and keep others from changing them until the end."""
        statement = (
            _GRANT.where(access_grant.c.id.in_(grant_ids)).order_by(access_grant.c.id).with_for_update(of=access_grant)
        )
        rows = (await self._connection.execute(statement)).mappings().all()
        return {row["id"]: grant_of(row) for row in rows}

    async def add(self, grant: Grant) -> None:
        """Add a new grant."""
        await self._connection.execute(
            insert(access_grant).values(
                id=grant.id,
                person_id=grant.person.id,
                organisation_id=grant.organisation_id,
                right_code=grant.right,
                granted_at=grant.granted_at,
                request_id=grant.request_id,
                **_state(grant),
            )
        )

    async def save(self, grant: Grant) -> None:
        """Write the state of a grant that was read in this unit of work."""
        await self._connection.execute(
            update(access_grant).where(access_grant.c.id == grant.id).values(**_state(grant))
        )

    async def running(self, person_id: UUID, organisation_id: UUID, right: str, *, on: date) -> Sequence[Grant]:
        """Return the grants of a right to a person for an organisation that hold on a day or later."""
        statement = (
            _GRANT.where(
                access_grant.c.person_id == person_id,
                access_grant.c.organisation_id == organisation_id,
                access_grant.c.right_code == right,
                access_grant.c.revoked_at.is_(None),
                access_grant.c.end >= on,
            )
            .order_by(access_grant.c.begin, access_grant.c.id)
            .limit(MOST)
        )
        return [grant_of(row) for row in (await self._connection.execute(statement)).mappings()]

    async def beside_channel(
        self, organisation_id: UUID, *, group: str, application: str, on: date, most: int
    ) -> Sequence[Grant]:
        """Return grants at an organisation that hold on a day or later, in applications of a group but for one."""
        beside = (
            select(access_right.c.code)
            .join(applications, applications.c.code == access_right.c.application)
            .where(applications.c.channel_group == group, applications.c.code != application)
        )
        statement = (
            _GRANT.where(
                access_grant.c.organisation_id == organisation_id,
                access_grant.c.right_code.in_(beside),
                access_grant.c.revoked_at.is_(None),
                access_grant.c.end >= on,
            )
            .order_by(access_grant.c.id)
            .limit(most)
            .with_for_update(of=access_grant)
        )
        return [grant_of(row) for row in (await self._connection.execute(statement)).mappings()]

    async def administrators(self, organisation_id: UUID, *, on: date) -> Sequence[Administrator]:
        """Return who decides on the access of an organisation on a day, and has an address to be told."""
        statement = (
            administering(*_ADMINISTRATOR, of=lambda key: key == organisation_id, on=on)
            .order_by(person.c.name_sort, access_grant.c.id)
            .limit(MOST_ADMINISTRATORS)
        )
        found: dict[UUID, Administrator] = {}
        for row in (await self._connection.execute(statement)).mappings():
            known = found.get(row["person_id"])
            found[row["person_id"]] = Administrator(
                person=person_of(row),
                organisation_id=row["organisation_id"],
                email=row["email"],
                head=row["right_code"] == HEAD_ADMINISTRATOR_RIGHT or (known is not None and known.head),
            )
        return list(found.values())

    async def administrations(
        self, organisation_ids: Collection[UUID], *, since: date
    ) -> Mapping[UUID, Sequence[Term]]:
        """Return for each of these organisations when somebody decides on its access, from a day on."""
        own = select(organisation.c.id.label("organisation_id"), organisation.c.id.label("manager_id")).where(
            organisation.c.id.in_(organisation_ids)
        )
        managed = select(delegation.c.organisation_id, delegation.c.manager_id).where(
            delegation.c.organisation_id.in_(organisation_ids), delegation.c.ended_at.is_(None)
        )
        decides = union_all(own, managed).subquery("decides")
        statement = (
            select(
                decides.c.organisation_id,
                access_grant.c.id,
                access_grant.c.begin,
                access_grant.c.end,
                work_relation.c.begin.label("works_from"),
                work_relation.c.end.label("works_until"),
            )
            .join(access_grant, access_grant.c.organisation_id == decides.c.manager_id)
            .join(work_relation, _WORKS_THERE)
            .where(
                access_grant.c.right_code.in_(sorted(ADMINISTRATOR_RIGHTS)),
                access_grant.c.revoked_at.is_(None),
                access_grant.c.end >= since,
                or_(work_relation.c.end.is_(None), work_relation.c.end >= since),
            )
        )
        found: dict[UUID, list[Term]] = {each: [] for each in organisation_ids}
        for row in await self._connection.execute(statement):
            term = Term(
                grant_id=row.id,
                begin=row.begin,
                end=row.end,
                works_from=row.works_from,
                works_until=row.works_until,
            )
            found[row.organisation_id].append(term)
        return found


def _state(grant: Grant) -> dict[str, Any]:
    return {
        "version": grant.version,
        "contexts": list(grant.contexts),
        "begin": grant.begin,
        "end": grant.end,
        "external": grant.external,
        "revoked_at": grant.revoked_at,
        "changed_by": author_to_json(grant.changed_by),
        "changed_at": grant.changed_at,
    }


def grant_of(row: RowMapping) -> Grant:
    """Return the grant in a row."""
    return Grant(
        id=row["id"],
        version=row["version"],
        person=person_of(row),
        organisation_id=row["organisation_id"],
        right=row["right_code"],
        contexts=tuple(row["contexts"]),
        begin=row["begin"],
        end=row["end"],
        external=row["external"],
        granted_at=row["granted_at"],
        changed_by=author_of(row["changed_by"]),
        changed_at=row["changed_at"],
        request_id=row["request_id"],
        revoked_at=row["revoked_at"],
    )

"""Grants that run, of people who work there, read with what reminders tell of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS
from domain.grants.reminding import RunningGrant, Successor
from persistence.tables.access_rights import access_right
from persistence.tables.delegations import delegation
from persistence.tables.grants import access_grant
from persistence.tables.organisations import organisation
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation


def holds(today: date) -> ColumnElement[bool]:
    """Say that a grant runs on a day."""
    grant = access_grant.c
    return and_(grant.revoked_at.is_(None), grant.begin <= today, grant.end >= today)


def works_there(today: date) -> ColumnElement[bool]:
    """Say that a work relation is the one in which a person holds a grant, on a day."""
    return and_(
        work_relation.c.person_id == access_grant.c.person_id,
        work_relation.c.organisation_id == access_grant.c.organisation_id,
        work_relation.c.begin <= today,
        or_(work_relation.c.end.is_(None), work_relation.c.end >= today),
    )


def to_administer(today: date) -> ColumnElement[bool]:
    """Say that a grant makes somebody an administrator on a day."""
    return and_(access_grant.c.right_code.in_(sorted(ADMINISTRATOR_RIGHTS)), holds(today))


def held_at_work(today: date) -> ColumnElement[bool]:
    """Say that who holds a grant works there on a day."""
    return select(work_relation.c.id).where(works_there(today)).exists()


def decided_by(administrator_id: UUID, today: date) -> ColumnElement[bool]:
    """Say that an administrator decides on a grant: it is of their organisation, or of one that theirs manages."""
    theirs = (
        select(access_grant.c.organisation_id)
        .where(to_administer(today), held_at_work(today), access_grant.c.person_id == administrator_id)
        # Their grants, not the one that it is about.
        .correlate(None)
    )
    managed = select(delegation.c.organisation_id).where(
        delegation.c.manager_id.in_(theirs), delegation.c.ended_at.is_(None)
    )
    return or_(access_grant.c.organisation_id.in_(theirs), access_grant.c.organisation_id.in_(managed))


def running(today: date) -> "Select[*tuple[object, ...]]":
    """Return the statement that reads the grants that run on a day, of people who work there."""
    # Whoever works there in two ways is written to once, at the address of the first.
    email = (
        select(work_relation.c.email)
        .where(works_there(today))
        .order_by(work_relation.c.begin, work_relation.c.established_at, work_relation.c.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            access_grant.c.id,
            person.c.name.label("person_name"),
            email.label("email"),
            organisation.c.name.label("organisation_name"),
            access_right.c.name.label("right_name"),
            access_grant.c.contexts,
            access_grant.c.begin,
            access_grant.c.end,
            access_grant.c.external,
            access_grant.c.changed_at,
        )
        .join(person, person.c.id == access_grant.c.person_id)
        .join(organisation, organisation.c.id == access_grant.c.organisation_id)
        .join(access_right, access_right.c.code == access_grant.c.right_code)
        .where(
            holds(today),
            organisation.c.ended_on.is_(None),
            held_at_work(today),
        )
    )


async def read_running(connection: AsyncConnection, statement: "Select[*tuple[object, ...]]") -> Sequence[RunningGrant]:
    """Return the grants that a statement made of `running` finds, each with what follows on it."""
    rows = (await connection.execute(statement)).mappings().all()
    following = await _successors(connection, [row["id"] for row in rows])
    return [
        RunningGrant(
            **{name: row[name] for name in row if name != "contexts"},
            contexts=frozenset(row["contexts"]),
            successors=following.get(row["id"], ()),
        )
        for row in rows
    ]


async def _successors(connection: AsyncConnection, grant_ids: Sequence[UUID]) -> Mapping[UUID, tuple[Successor, ...]]:
    later = access_grant.alias("later")
    statement = select(access_grant.c.id, later.c.begin, later.c.contexts).join(
        later,
        and_(
            later.c.person_id == access_grant.c.person_id,
            later.c.organisation_id == access_grant.c.organisation_id,
            later.c.right_code == access_grant.c.right_code,
            later.c.revoked_at.is_(None),
            later.c.end > access_grant.c.end,
        ),
    )
    found: defaultdict[UUID, tuple[Successor, ...]] = defaultdict(tuple)
    for row in await connection.execute(statement.where(access_grant.c.id.in_(grant_ids))):
        found[row.id] += (Successor(begin=row.begin, contexts=frozenset(row.contexts)),)
    return found

"""What reminders are about, read page by page; and who was told."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.grants.reminding import EndWarning, Recipient, RunningGrant
from persistence.grants import StoredGrants
from persistence.running_grants import (
    decided_by,
    held_at_work,
    holds,
    read_running,
    running,
    to_administer,
    works_there,
)
from persistence.tables.grant_warnings import grant_warning
from persistence.tables.grants import access_grant
from persistence.tables.mails import mail
from persistence.tables.organisations import organisation
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation
from persistence.upsert import insert_into

PAGE = 200
"""Grants, administrators or organisations that are read at once."""
Place = tuple[date, UUID]
"""Where a page of grants ends."""


class StoredReminders:
    """Who was told what, within a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, administrator_id: UUID, warnings: Sequence[EndWarning], *, today: date) -> None:
        """Write that an administrator was told, and forget what they were told of grants that ended."""
        over = (grant_warning.c.person_id == administrator_id) & (grant_warning.c.end < today)
        await self._connection.execute(delete(grant_warning).where(over))
        rows = [
            {"person_id": administrator_id, "grant_id": each.grant.id, "end": each.grant.end, "days": each.days}
            for each in warnings
        ]
        await self._connection.execute(insert_into(self._connection, grant_warning).on_conflict_do_nothing(), rows)


class ReminderReader:
    """Reads what reminders are about."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def ending(
        self, *, today: date, last: date, after: Place | None, administrator_id: UUID | None = None
    ) -> Sequence[RunningGrant]:
        """Return a page of the grants that run today and end by a day, of people who work there.

        With an administrator, only those on which they decide.
        """
        statement = running(today).where(access_grant.c.end <= last)
        if administrator_id is not None:
            statement = statement.where(decided_by(administrator_id, today))
        if after is not None:
            end, grant_id = after
            on_that_day = and_(access_grant.c.end == end, access_grant.c.id > grant_id)
            statement = statement.where(or_(access_grant.c.end > end, on_that_day))
        page = statement.order_by(access_grant.c.end, access_grant.c.id).limit(PAGE)
        async with self._engine.connect() as connection:
            return await read_running(connection, page)

    async def administrators(self, *, today: date, after: UUID | None) -> Sequence[Recipient]:
        """Return a page of those who administer the access of an organisation today, by their id."""
        email = (
            select(work_relation.c.email)
            .join(access_grant, works_there(today))
            .where(access_grant.c.person_id == person.c.id, to_administer(today))
            .order_by(work_relation.c.begin, work_relation.c.established_at, work_relation.c.id)
            .limit(1)
            .scalar_subquery()
        )
        administering = select(access_grant.c.person_id).where(to_administer(today), held_at_work(today))
        statement = select(person.c.id, email.label("email")).where(person.c.id.in_(administering))
        if after is not None:
            statement = statement.where(person.c.id > after)
        async with self._engine.connect() as connection:
            rows = await connection.execute(statement.order_by(person.c.id).limit(PAGE))
            return [Recipient(person_id=row.id, email=row.email) for row in rows]

    async def told(self, administrator_id: UUID) -> Collection[tuple[UUID, date, int]]:
        """Return the keys of the warnings that an administrator had."""
        statement = select(grant_warning.c.grant_id, grant_warning.c.end, grant_warning.c.days).where(
            grant_warning.c.person_id == administrator_id
        )
        async with self._engine.connect() as connection:
            return {(row.grant_id, row.end, row.days) for row in await connection.execute(statement)}

    async def written(self, keys: Collection[str]) -> Collection[str]:
        """Return those of these keys of mails that there is a mail with."""
        async with self._engine.connect() as connection:
            return set(await connection.scalars(select(mail.c.key).where(mail.c.key.in_(keys))))

    async def organisations(self, *, today: date, after: UUID | None) -> Sequence[UUID]:
        """Return a page of the organisations for which somebody holds a right today, by their id."""
        statement = select(organisation.c.id).where(
            organisation.c.ended_on.is_(None),
            organisation.c.id.in_(select(access_grant.c.organisation_id).where(holds(today))),
        )
        if after is not None:
            statement = statement.where(organisation.c.id > after)
        async with self._engine.connect() as connection:
            return (await connection.scalars(statement.order_by(organisation.c.id).limit(PAGE))).all()

    async def administrators_of(self, organisation_id: UUID, *, today: date) -> Sequence[Recipient]:
        """Return who decides on the access of an organisation: its own people, or else those of who manages it."""
        async with self._engine.connect() as connection:
            found = await StoredGrants(connection).administrators(organisation_id, on=today)
        own = [each for each in found if each.organisation_id == organisation_id]
        return [Recipient(person_id=each.person.id, email=each.email) for each in own or found]

    async def running_at(self, organisation_id: UUID, *, today: date, most: int) -> tuple[Sequence[RunningGrant], int]:
        """Return the first grants that run today for an organisation, by who holds them, and how many there are."""
        there = running(today).where(access_grant.c.organisation_id == organisation_id)
        first = there.order_by(person.c.name_sort, access_grant.c.end, access_grant.c.id).limit(most)
        async with self._engine.connect() as connection:
            total = (await connection.execute(select(func.count()).select_from(there.subquery()))).scalar_one()
            return await read_running(connection, first), total

"""What somebody may do by grants, each time that they show who they are."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, and_, bindparam, exists, literal, or_, select

from domain.grants.model import HeldRights
from domain.schedules.local_time import day_of
from persistence.rows import Rows
from persistence.tables.access_rights import access_right, application
from persistence.tables.channels import channel
from persistence.tables.columns import UtcDateTime
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation

_ORGANISATION = bindparam("organisation", type_=Uuid())
_DAY = bindparam("day", type_=Date())
_SUBJECT = bindparam("subject", type_=Text())

_WORKS_THERE = exists().where(
    work_relation.c.person_id == person.c.id,
    work_relation.c.organisation_id == _ORGANISATION,
    work_relation.c.begin <= _DAY,
    or_(work_relation.c.end.is_(None), work_relation.c.end >= _DAY),
)

_IN_USE = or_(
    application.c.channel_group.is_(None),
    exists().where(
        channel.c.organisation_id == _ORGANISATION,
        channel.c.application == application.c.code,
        channel.c.ended_at.is_(None),
    ),
)
"""Of the applications in a group, the organisation uses this one."""

_THEIRS = and_(access_grant.c.person_id == person.c.id, access_grant.c.organisation_id == _ORGANISATION)

_HOLDS = and_(
    _THEIRS,
    access_grant.c.revoked_at.is_(None),
    access_grant.c.begin <= _DAY,
    access_grant.c.end >= _DAY,
    _WORKS_THERE,
    exists().where(
        access_right.c.code == access_grant.c.right_code, application.c.code == access_right.c.application, _IN_USE
    ),
)

_HELD = (
    select(person.c.id, access_grant.c.right_code)
    .select_from(person.outerjoin(access_grant, _HOLDS))
    .where(person.c.subject == _SUBJECT)
)

_THEN = bindparam("then", type_=UtcDateTime())
_DAY_THEN = bindparam("day_then", type_=Date())
_RIGHT = access_grant.c.right_code == bindparam("right", type_=Text())

_HAD = and_(
    _THEIRS,
    or_(access_grant.c.revoked_at.is_(None), access_grant.c.revoked_at > _THEN),
    access_grant.c.begin <= _DAY_THEN,
    access_grant.c.end >= _DAY_THEN,
)

_LOST = select(literal(1)).where(
    exists().where(person.c.subject == _SUBJECT, _HAD, _RIGHT),
    ~exists().where(person.c.subject == _SUBJECT, _HOLDS, _RIGHT),
)


class GrantedRights:
    """Finds the rights that people were granted. A grant counts while the person works there."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def held(self, subject: str, organisation_id: UUID | None, *, on: date) -> HeldRights | None:
        """Return what the person who signs in as `subject` holds at an organisation on a day; None if not known yet."""
        found = await self._rows.found(_HELD, {"subject": subject, "organisation": organisation_id, "day": on})
        if not found:
            return None
        return HeldRights(person_id=found[0][0], rights=frozenset(right for _, right in found if right is not None))

    async def lost(self, subject: str, organisation_id: UUID, right: str, *, since: datetime, on: date) -> bool:
        """Whether somebody was granted a right at a moment and does not hold it any more on a later day.

        What they made with the right and left behind, such as an address to be read without signing in, ends with it.
        """
        asked = {"subject": subject, "organisation": organisation_id, "right": right, "day": on}
        return bool(await self._rows.found(_LOST, asked | {"then": since, "day_then": day_of(since)}))

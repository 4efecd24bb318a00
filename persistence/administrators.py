"""Local administrators: who decides on the access of an organisation on a day, and has an address to be told.

Said once: whoever looks whether requests can be sent, and whoever must be told of one, cannot disagree.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, or_, select, union_all

from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS
from persistence.tables.delegations import delegation
from persistence.tables.grants import access_grant
from persistence.tables.organisations import organisation
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation

MOST = 100
"""Administrators of one organisation that are read."""

Which = Callable[[ColumnElement[UUID]], ColumnElement[bool]]
"""Gives the condition that an organisation is meant, from its id."""
Day = date | ColumnElement[date]


def administering(*columns: ColumnElement[Any], of: Which, on: Day) -> Select[Any]:
    """Return the statement for the administrators of some organisations: `administered_id`, and these columns.

    There is a row for every `access_grant` that makes a `person` administrator, with the `work_relation` where they are
    reached; so somebody may come more than once.
    """
    deciding, grant, relation = _deciding(of), access_grant.c, work_relation.c
    same_work = (relation.person_id == grant.person_id) & (relation.organisation_id == grant.organisation_id)
    return (
        select(deciding.c.organisation_id.label("administered_id"), *columns)
        .select_from(deciding)
        .join(access_grant, grant.organisation_id == deciding.c.decider_id)
        .join(work_relation, same_work)
        .join(person, person.c.id == grant.person_id)
        .where(
            or_(*(grant.right_code == code for code in sorted(ADMINISTRATOR_RIGHTS))),
            grant.revoked_at.is_(None),
            grant.begin <= on,
            grant.end >= on,
            works_on(on),
        )
    )


def works_on(day: Day) -> ColumnElement[bool]:
    """Return the condition that a `work_relation` holds on a day."""
    relation = work_relation.c
    return (relation.begin <= day) & or_(relation.end.is_(None), relation.end >= day)


def _deciding(which: Which) -> Subquery:
    """Return whose administrators decide on the access of some organisations: their own, and of those that manage it.

    Which ones is said in both parts, so that neither database goes through all organisations.
    """
    itself = select(organisation.c.id.label("organisation_id"), organisation.c.id.label("decider_id"))
    managers = select(delegation.c.organisation_id, delegation.c.manager_id)
    return union_all(
        itself.where(which(organisation.c.id)),
        managers.where(which(delegation.c.organisation_id), delegation.c.ended_at.is_(None)),
    ).subquery("deciding")

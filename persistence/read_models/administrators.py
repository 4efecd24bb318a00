"""Local administrators of organisations: whether there are any is public, who they are is for who signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, or_, select

from domain.actors import HEAD_ADMINISTRATOR_RIGHT
from persistence import viewers
from persistence.administrators import MOST, administering, works_on
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from persistence.tables.work_relations import work_relation
from plans.among import among
from plans.model import Declared, ReadModel, ToMany
from plans.statements import KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAdministrator:
    """An administrator, as far as somebody may know them."""

    name: str
    head: bool
    email: str | None


def _asked_for(organisation_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    return among(organisation_id, KEYS)


def _works_there(organisation_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Return the condition that the viewer decides on the access of an organisation, acts for it or works there."""
    employed = exists().where(
        work_relation.c.person_id == viewers.PERSON,
        work_relation.c.organisation_id == organisation_id,
        works_on(viewers.TODAY),
    )
    return or_(organisation_id == viewers.ORGANISATION, viewers.administered(organisation_id), employed)


_found = (
    administering(
        person.c.id.label("person_id"),
        person.c.name,
        person.c.name_sort,
        access_grant.c.id.label("grant_id"),
        access_grant.c.right_code,
        work_relation.c.email,
        of=_asked_for,
        on=viewers.TODAY,
    )
    .where(viewers.PERSON.is_not(None))
    .subquery("administrators_found")
)
_shown = select(
    _found.c.administered_id,
    _found.c.person_id,
    _found.c.name,
    _found.c.right_code,
    # What somebody may not see does not leave the database.
    case((_works_there(_found.c.administered_id), _found.c.email)).label("email"),
    func.row_number()
    .over(partition_by=_found.c.administered_id, order_by=(_found.c.name_sort, _found.c.grant_id))
    .label("place"),
).subquery("administrators")
_receiving = administering(of=_asked_for, on=viewers.TODAY).distinct().subquery("receiving_requests")


def _administrators(rows: Sequence[Sequence[Any]]) -> Sequence[ShownAdministrator]:
    # Somebody can be administrator for several reasons.
    found: dict[UUID, ShownAdministrator] = {}
    for person_id, name, right, email in rows:
        head = right == HEAD_ADMINISTRATOR_RIGHT or (person_id in found and found[person_id].head)
        found[person_id] = ShownAdministrator(name=name, head=head, email=email)
    return list(found.values())


_SHOWN = ReadModel(
    "LocalAdministrator", _shown, "administered_id", lambda table: Declared({}, table, visible=table.c.place <= MOST)
)
_RECEIVING = ReadModel("ReceivingRequests", _receiving, "administered_id", lambda table: Declared({}, table))

ADMINISTRATORS = ToMany(
    model=lambda: _SHOWN,
    column=_shown.c.administered_id,
    order=(_shown.c.place,),
    folded=(_shown.c.person_id, _shown.c.name, _shown.c.right_code, _shown.c.email),
    fold=_administrators,
)
RECEIVING = ToMany(
    model=lambda: _RECEIVING, column=_receiving.c.administered_id, folded=(_receiving.c.administered_id,)
)
"""A row for an organisation that has an administrator who can be told of requests, none for any other."""

"""Grants, as the person sees them who has them, and those who decide on the access of the organisation."""

from datetime import date, datetime

from sqlalchemy import FromClause, or_

from domain.grants.model import GrantStatus, status_of
from domain.viewpoints import Viewpoint
from persistence import viewers
from persistence.read_models.access_rights import ACCESS_RIGHT, chosen_contexts
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.persons import PERSON
from persistence.tables.grants import access_grant
from plans.model import Column, Computed, Declared, Key, ReadModel, ToOne


def _grant(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "id": Key(of=c.id),
            **{
                name: Column(of=c[name]) for name in ("version", "begin", "end", "external", "granted_at", "revoked_at")
            },
            "status": Computed(of=_status, inputs=(c.begin, c.end, c.revoked_at), viewed=True),
            "person": ToOne(model=lambda: PERSON, key=c.person_id),
            "organisation": ToOne(model=lambda: ORGANISATION, key=c.organisation_id),
            "right": ToOne(model=lambda: ACCESS_RIGHT, key=c.right_code),
            "contexts": chosen_contexts(table, c.contexts),
        },
        table,
        visible=or_(c.person_id == viewers.PERSON, viewers.administered(c.organisation_id)),
    )


def _status(begin: date, end: date, revoked_at: datetime | None, *, viewpoint: Viewpoint) -> GrantStatus:
    return status_of(begin=begin, end=end, revoked=revoked_at is not None, day=viewpoint.today)


GRANT = ReadModel("Grant", access_grant, "id", _grant)

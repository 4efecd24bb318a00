"""The viewer inside a statement: parameters that policies name, and their values for somebody who asks."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Text, Uuid, bindparam, exists, or_

from domain.territories.model import Nis
from domain.viewpoints import Viewpoint
from persistence.tables.delegations import delegation

TERRITORIES = "viewer_territories"
"""Parameter with the NIS codes of the territories that the viewer moderates."""
ORGANISATION = bindparam("viewer_organisation", type_=Uuid())
"""Id of the organisation that the viewer acts for, or NULL."""
PERSON = bindparam("viewer_person", type_=Uuid())
"""Key of the viewer as a person whose access is managed, or NULL."""
ADMINISTERS = bindparam("viewer_administers", type_=Uuid())
"""Id of the organisation on whose access the viewer decides, or NULL; see `administered`."""
READER = bindparam("viewer_reader", type_=Text())
"""Whose marks count as read, or NULL."""

TODAY = bindparam("viewer_today", type_=Date())
"""The day that it is in Brussels when the viewer looks. Somebody may look for days: it is given with each statement."""


def parameters_of(viewpoint: Viewpoint) -> dict[str, Any]:
    """Return the values of the parameters for a viewer."""
    actor = viewpoint.actor
    return {
        TERRITORIES: sorted(actor.territories),
        ORGANISATION.key: actor.organisation_id,
        PERSON.key: actor.person.key if actor.person else None,
        ADMINISTERS.key: actor.administers,
        READER.key: actor.person.id if actor.person else None,
    }


def administered(organisation_id: ColumnElement[UUID]) -> ColumnElement[bool]:
    """Return the condition that the viewer decides on the access of an organisation, its own or one it manages."""
    managed = exists().where(
        delegation.c.manager_id == ADMINISTERS,
        delegation.c.organisation_id == organisation_id,
        delegation.c.ended_at.is_(None),
    )
    return or_(organisation_id == ADMINISTERS, managed)


def looks_after(municipality: str | None, organisation_id: UUID | None, *, viewpoint: Viewpoint) -> bool:
    """Whether something on a territory and of an organisation is in the care of the viewer."""
    territory = Nis(municipality) if municipality else None
    return viewpoint.actor.looks_after(territory=territory, organisation_id=organisation_id)

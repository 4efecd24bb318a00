"""Who decides on the access of an organisation: its own administrators, and those of who manages it."""

from uuid import UUID

from domain.actors import Actor
from domain.ports import UnitOfWork
from domain.refusals import NotFound

UNKNOWN_ORGANISATION = NotFound(message="Deze organisatie bestaat niet of je beheert haar toegang niet.")


async def decides_on_access(work: UnitOfWork, actor: Actor, organisation_id: UUID) -> bool:
    """Whether somebody decides on the access of an organisation now."""
    acting_for = actor.administers
    if acting_for is None:
        return False
    return acting_for == organisation_id or await work.delegations.manages(acting_for, organisation_id)

"""Who decides on the access of an organisation: its own administrators, and those of who manages it."""

from uuid import UUID

from domain.actors import Actor
from domain.ports import UnitOfWork


async def decides_on_access(work: UnitOfWork, actor: Actor, organisation_id: UUID) -> bool:
    """Whether somebody decides on the access of an organisation now."""
    acting_for = actor.administers
    if acting_for is None:
        return False
    return acting_for == organisation_id or await work.delegations.manages(acting_for, organisation_id)

"""Who may grant what: nobody to themselves as long as there is somebody else, and heads are appointed by heads."""

from uuid import UUID

from domain.acting import Acting
from domain.ports import UnitOfWork
from domain.refusals import NotAllowed
from domain.schedules.local_time import day_of

OWN_GRANT = NotAllowed(message="Over je eigen rechten beslist een andere lokale beheerder van de organisatie.")
HEADS_ONLY = NotAllowed(message="Alleen een hoofd lokale beheerder kan dit recht toekennen of verlengen.")


async def is_sole_administrator(work: UnitOfWork, organisation_id: UUID, acting: Acting) -> bool:
    """Whether nobody else than `acting` decides on the access of an organisation today."""
    person = acting.actor.person
    administrators = await work.grants.administrators(organisation_id, on=day_of(acting.tools.now()))
    return person is not None and all(each.person.id == person.key for each in administrators)

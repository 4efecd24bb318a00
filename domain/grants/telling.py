"""Telling people what became of their rights, at the address where they work."""

from typing import Protocol
from uuid import UUID

from domain.access_rights.model import AccessRight
from domain.acting import Acting
from domain.grants.model import Grant
from domain.mails.model import NewMail
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.schedules.local_time import day_of


class Letter(Protocol):
    """What is told; see `mails`."""

    def __call__(
        self, grant: Grant, right: AccessRight, organisation: Organisation, *, to: str, mail_id: UUID
    ) -> NewMail:
        """Write it."""
        ...


async def tell(
    work: UnitOfWork, letter: Letter, grant: Grant, organisation: Organisation | None, acting: Acting
) -> None:
    """Mail who has a grant; who no longer works there is not reached any more."""
    right = await work.access_rights.get(grant.right)
    relation = await work.work_relations.holding(grant.person.id, grant.organisation_id, day_of(acting.tools.now()))
    if right is not None and relation is not None and organisation is not None:
        await work.mails.add(letter(grant, right, organisation, to=relation.email, mail_id=acting.tools.new_id()))

"""Knowing somebody again who was added by number: from their first sign-in on, what they were granted is theirs."""

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.actors import Actor, Person
from domain.ports import OpenUnitOfWork, Tools


async def recognise(somebody: Person, number: str | None, *, open_unit_of_work: OpenUnitOfWork, tools: Tools) -> None:
    """Note the number of the national register with which somebody signs in; without one, nothing happens.

    The provider vouches for the number. One that belongs to somebody else who signed in already stays theirs.
    """
    digits = tools.person_number(number) if number is not None else None
    if digits is None:
        return
    digest = tools.number_digest(digits)
    async with open_unit_of_work() as work:
        added = await work.persons.by_number(digest)
        if added is not None and added.subject is not None:
            return
        known = await work.persons.signed_in(somebody)
        for organisation_id in sorted(await work.persons.recognised(known, digest=digest, added=added)):
            await work.access_audit.add(
                AccessAuditEntry.by(
                    Actor(person=somebody),
                    AccessAction.RECOGNISED,
                    AccessConcern(organisation_id=organisation_id, person_id=known.id),
                    entry_id=tools.new_id(),
                    at=tools.now(),
                )
            )
        await work.access_changes.add(somebody.id)
        await work.commit()

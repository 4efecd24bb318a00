"""Ending what people may do in the applications that an organisation does not use any more."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_rights.model import AccessRight, Application
from domain.acting import Acting
from domain.audit import Change
from domain.channels.mails import access_ended
from domain.channels.model import Channel
from domain.grants.model import Grant
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.schedules.local_time import day_of

AT_ONCE = 100
"""Grants that are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closing:
    work: UnitOfWork
    acting: Acting
    organisation: Organisation
    begun: Channel
    chosen: Application
    rights: dict[str, AccessRight | None] = field(default_factory=dict[str, "AccessRight | None"])
    subjects: set[str] = field(default_factory=set[str])


async def close_beside(
    work: UnitOfWork, acting: Acting, organisation: Organisation, *, begun: Channel, chosen: Application
) -> Sequence[UUID]:
    """End all grants at an organisation in the other applications of the group of a channel that begins.

    Also those that have yet to begin. Whoever had one is told by e-mail, and loses at once what they have open.
    """
    closing = _Closing(work=work, acting=acting, organisation=organisation, begun=begun, chosen=chosen)
    ended: list[UUID] = []
    # What ended is not found again, so that this comes to an end.
    while grants := await work.grants.beside_channel(
        organisation.id, group=begun.group, application=begun.application, on=day_of(begun.since), most=AT_ONCE
    ):
        for grant in grants:
            await _end(grant, closing)
        ended += [grant.id for grant in grants]
    for subject in sorted(closing.subjects):
        await work.access_changes.add(subject)
    return ended


async def _end(grant: Grant, closing: _Closing) -> None:
    work, tools, begun = closing.work, closing.acting.tools, closing.begun
    await work.grants.save(
        replace(
            grant,
            version=grant.version + 1,
            revoked_at=begun.since,
            changed_by=begun.decided_by,
            changed_at=begun.since,
        )
    )
    await work.access_audit.add(
        AccessAuditEntry.by(
            closing.acting.actor,
            AccessAction.GRANT_REVOKED,
            AccessConcern(organisation_id=grant.organisation_id, person_id=grant.person.id, grant_id=grant.id),
            entry_id=tools.new_id(),
            at=begun.since,
            reason=begun.reason,
            changes=(Change(field="grant.revokedAt", before=None, after=begun.since.isoformat()),),
        )
    )
    if grant.person.subject is not None:
        closing.subjects.add(grant.person.subject)
    if grant.right not in closing.rights:
        closing.rights[grant.right] = await work.access_rights.get(grant.right)
    right = closing.rights[grant.right]
    # Who does not work there any more has no address there either.
    relation = await work.work_relations.holding(grant.person.id, grant.organisation_id, day_of(begun.since))
    if right is not None and relation is not None:
        mail = access_ended(
            grant,
            closing.organisation,
            left=right.application,
            begun=begun,
            chosen=closing.chosen,
            to=relation.email,
            mail_id=tools.new_id(),
        )
        await work.mails.add(mail)

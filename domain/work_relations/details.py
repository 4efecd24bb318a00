"""How somebody works for an organisation, as an administrator fills it in, and establishing that they do."""

from dataclasses import dataclass, replace
from datetime import date

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.acting import Acting
from domain.forms import Form
from domain.persons.model import KnownPerson
from domain.ports import UnitOfWork
from domain.schedules.local_time import day_of
from domain.work_relations.model import WorkRelation, WorkRelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDetails:
    """How somebody works there and is reached there; `begin` is None for today, `end` as long as none is known."""

    kind: WorkRelationKind
    email: str
    phone: str | None = None
    begin: date | None = None
    end: date | None = None


def filled_in(given: WorkDetails, form: Form, *, today: date) -> WorkDetails:
    """Return what was filled in, in the form in which it is kept; the form says what is wrong with it."""
    begin = given.begin or today
    if given.end is not None and given.end < max(begin, today):
        form.at("end").wrong("De laatste dag ligt voor de eerste, of in het verleden.")
    return replace(
        given,
        email=form.at("email").email(given.email, missing="Vul het e-mailadres op het werk in.") or "",
        phone=form.at("phone").phone(given.phone),
        begin=begin,
    )


async def employed(
    work: UnitOfWork, person: KnownPerson, details: WorkDetails, concern: AccessConcern, acting: Acting
) -> WorkRelation:
    """Return the work relation of a person with an organisation: the one that there is, or else a new one."""
    now = acting.tools.now()
    known = await work.work_relations.holding(person.id, concern.organisation_id, day_of(now))
    if known is not None:
        return known
    relation = WorkRelation(
        id=acting.tools.new_id(),
        person=person,
        organisation_id=concern.organisation_id,
        kind=details.kind,
        email=details.email,
        phone=details.phone,
        begin=details.begin or day_of(now),
        end=details.end,
        established_at=now,
    )
    await work.work_relations.add(relation)
    await work.access_audit.add(
        AccessAuditEntry.by(
            acting.actor,
            AccessAction.WORK_RELATION_ESTABLISHED,
            replace(concern, work_relation_id=relation.id),
            entry_id=acting.tools.new_id(),
            at=now,
        )
    )
    return relation

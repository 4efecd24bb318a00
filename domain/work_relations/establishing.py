"""Establishing a work relation for somebody who asked for access, and letting the approval stand that waited for it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry
from domain.access_requests.deciding import fulfil
from domain.access_requests.decisions import Case, grant_for, opened, written
from domain.access_requests.model import AccessRequest
from domain.acting import Acting, carry_out
from domain.forms import Form
from domain.grants.model import Grant
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, Refusal, SignInRequired
from domain.schedules.local_time import day_of
from domain.work_relations.model import WorkRelation, WorkRelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishWorkRelation:
    """Say that the applicant of a request works for the organisation, and how they are reached there."""

    request_id: UUID
    kind: WorkRelationKind
    email: str
    phone: str | None = None
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRelationEstablished:
    """The person works there, and has what was approved."""

    work_relation_id: UUID
    request_id: UUID
    grant_id: UUID | None

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return f"{self.work_relation_id} {self.grant_id or ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    email: str
    phone: str | None
    begin: date
    end: date | None


async def establish_work_relation(command: EstablishWorkRelation, acting: Acting) -> WorkRelationEstablished | Refusal:
    """Establish the work relation that an approval waits for."""
    if acting.actor.person is None:
        return SignInRequired()
    filled = _filled_in(command, Form(tools=acting.tools), today=day_of(acting.tools.now()))
    if isinstance(filled, InvalidInput):
        return filled

    async def establish(work: UnitOfWork) -> WorkRelationEstablished | Refusal:
        case = await opened(work, command.request_id, acting)
        if not isinstance(case, Case):
            return case
        after = fulfil(case.request, by=acting.actor, at=acting.tools.now())
        if not isinstance(after, AccessRequest):
            return after
        grant = await grant_for(work, case, after, acting, Form(tools=acting.tools))
        if grant is not None and not isinstance(grant, Grant):
            return grant
        relation = await _relation(work, case, command.kind, filled, acting)
        await written(work, case, after, grant, acting)
        return WorkRelationEstablished(
            work_relation_id=relation.id, request_id=after.id, grant_id=grant.id if grant else None
        )

    async def again(_work: UnitOfWork, answer: str) -> WorkRelationEstablished | Refusal:
        relation_id, _, grant_id = answer.partition(" ")
        return WorkRelationEstablished(
            work_relation_id=UUID(relation_id),
            request_id=command.request_id,
            grant_id=UUID(grant_id) if grant_id else None,
        )

    return await carry_out(acting, establish, again=again)


def _filled_in(command: EstablishWorkRelation, form: Form, *, today: date) -> _Filled | InvalidInput:
    email = form.at("email").email(command.email, missing="Vul het e-mailadres op het werk in.")
    phone = form.at("phone").phone(command.phone)
    begin = command.begin or today
    if command.end is not None and command.end < max(begin, today):
        form.at("end").wrong("De laatste dag ligt voor de eerste, of in het verleden.")
    if (wrong := form.refusal) is not None:
        return wrong
    return _Filled(email=email or "", phone=phone, begin=begin, end=command.end)


async def _relation(
    work: UnitOfWork, case: Case, kind: WorkRelationKind, filled: _Filled, acting: Acting
) -> WorkRelation:
    """Return the new work relation, or the one that somebody else established meanwhile."""
    request, now = case.request, acting.tools.now()
    known = await work.work_relations.holding(request.person.id, request.organisation_id, day_of(now))
    if known is not None:
        return known
    relation = WorkRelation(
        id=acting.tools.new_id(),
        person=request.person,
        organisation_id=request.organisation_id,
        kind=kind,
        email=filled.email,
        phone=filled.phone,
        begin=filled.begin,
        end=filled.end,
        established_at=now,
    )
    await work.work_relations.add(relation)
    await work.access_audit.add(
        AccessAuditEntry.by(
            acting.actor,
            AccessAction.WORK_RELATION_ESTABLISHED,
            case.concern(work_relation_id=relation.id),
            entry_id=acting.tools.new_id(),
            at=now,
        )
    )
    return relation

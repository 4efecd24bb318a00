"""Establishing a work relation for somebody who asked for access, and letting the approval stand that waited for it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_requests.cases import Case, grant_for, opened, written
from domain.access_requests.deciding import fulfil
from domain.access_requests.model import AccessRequest
from domain.acting import Acting, carry_out
from domain.forms import Form
from domain.grants.model import Grant
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired
from domain.schedules.local_time import day_of
from domain.work_relations.details import WorkDetails, employed, filled_in
from domain.work_relations.model import WorkRelationKind


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


async def establish_work_relation(command: EstablishWorkRelation, acting: Acting) -> WorkRelationEstablished | Refusal:
    """Establish the work relation that an approval waits for."""
    if acting.actor.person is None:
        return SignInRequired()
    form = Form(tools=acting.tools)
    given = WorkDetails(
        kind=command.kind, email=command.email, phone=command.phone, begin=command.begin, end=command.end
    )
    details = filled_in(given, form, today=day_of(acting.tools.now()))
    if (wrong := form.refusal) is not None:
        return wrong

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
        relation = await employed(work, after.person, details, case.concern(), acting)
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

"""Deciding on requests for access: load, decide, save, grant, leave a trace, tell the applicant."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_requests.cases import Case, grant_for, opened, written
from domain.access_requests.deciding import Verdict, decide
from domain.access_requests.model import AccessOutcome, AccessRequest, AccessRequestStatus, GrantTerms
from domain.acting import Acting, carry_out
from domain.forms import Form
from domain.grants.granting import check_begin, usual_end
from domain.grants.model import Grant
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired
from domain.schedules.local_time import day_of

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnAccess:
    """Approve or reject a request; what is left open in an approval is as it was asked for."""

    request_id: UUID
    outcome: AccessOutcome
    reason: str
    tell_reason: bool = False
    begin: date | None = None
    end: date | None = None
    contexts: tuple[str, ...] | None = None
    external: bool = False
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDecided:
    """The decision stands; a repeated request finds the request as it is by then."""

    request_id: UUID
    grant_id: UUID | None = None
    waits: bool = False
    """The approval waits for a work relation."""

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return "WAITS" if self.waits else str(self.grant_id or "")


async def decide_on_access(command: DecideOnAccess, acting: Acting) -> AccessDecided | Refusal:
    """Decide on a request for an organisation on whose access one decides, and tell the applicant."""
    actor, now = acting.actor, acting.tools.now()
    if actor.person is None:
        return SignInRequired()
    form, by = Form(tools=acting.tools), actor.person.key
    reason = _checked(command, form, today=day_of(now))
    if (wrong := form.refusal) is not None:
        return wrong

    async def settle(work: UnitOfWork) -> AccessDecided | Refusal:
        case = await opened(work, command.request_id, acting)
        if not isinstance(case, Case):
            return case
        request, today = case.request, day_of(now)
        administrators = await work.grants.administrators(request.organisation_id, on=today)
        relation = await work.work_relations.holding(request.person.id, request.organisation_id, today)
        after = decide(
            request,
            Verdict(
                outcome=command.outcome,
                reason=reason,
                share_reason=command.tell_reason,
                terms=_terms(command, case, today) if command.outcome is AccessOutcome.APPROVED else None,
            ),
            by=actor,
            at=now,
            only_administrator=all(each.person.id == by for each in administrators),
            works_there=relation is not None,
            expected_version=command.expected_version,
        )
        if not isinstance(after, AccessRequest):
            return after
        grant = await grant_for(work, case, after, acting, form)
        if grant is not None and not isinstance(grant, Grant):
            return grant
        await written(work, case, after, grant, acting)
        waits = after.status is AccessRequestStatus.WORK_RELATION_NEEDED
        return AccessDecided(request_id=request.id, grant_id=grant.id if grant and not waits else None, waits=waits)

    async def again(work: UnitOfWork, answer: str) -> AccessDecided | Refusal:
        case = await opened(work, command.request_id, acting)
        if not isinstance(case, Case):
            return case
        if answer == "WAITS":
            return AccessDecided(request_id=case.request.id, waits=True)
        return AccessDecided(request_id=case.request.id, grant_id=UUID(answer) if answer else None)

    return await carry_out(acting, settle, again=again)


def _checked(command: DecideOnAccess, form: Form, *, today: date) -> str:
    """Return why it was decided; the form says what is wrong with what was filled in."""
    if command.outcome is AccessOutcome.APPROVED and command.begin is not None:
        check_begin(command.begin, today=today, form=form)
    return form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")


def _terms(command: DecideOnAccess, case: Case, today: date) -> GrantTerms | None:
    right = case.about.right
    if right is None:
        return None
    begin = command.begin or today
    return GrantTerms(
        begin=begin,
        end=command.end or usual_end(right, begin),
        contexts=case.request.contexts if command.contexts is None else command.contexts,
        external=command.external,
    )

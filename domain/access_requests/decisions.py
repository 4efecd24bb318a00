"""Deciding on requests for access: load, decide, save, grant, leave a trace, tell the applicant."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_requests.deciding import UNKNOWN_REQUEST, Verdict, decide, withdraw
from domain.access_requests.mails import Subject, decided
from domain.access_requests.model import AccessOutcome, AccessRequest, AccessRequestStatus, GrantTerms
from domain.access_rights.administering import decides_on_access
from domain.acting import Acting, carry_out
from domain.audit import Change
from domain.forms import Form
from domain.grants.granting import Offer, Standing, granted, usual_end
from domain.grants.model import Grant
from domain.grants.trail import add_grant
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired, WrongStatus
from domain.schedules.local_time import day_of

LONGEST_REASON = 1000
ENDED = WrongStatus(message="Deze organisatie bestaat niet meer.")


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
class WithdrawAccessRequest:
    """Withdraw one's own request."""

    request_id: UUID
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request that is being decided on, with what it is about."""

    request: AccessRequest
    about: Subject
    organisation: Organisation

    def concern(self, *, grant_id: UUID | None = None, work_relation_id: UUID | None = None) -> AccessConcern:
        """Return whose access a decision is about."""
        return AccessConcern(
            organisation_id=self.request.organisation_id,
            person_id=self.request.person.id,
            request_id=self.request.id,
            grant_id=grant_id,
            work_relation_id=work_relation_id,
        )


async def decide_on_access(command: DecideOnAccess, acting: Acting) -> AccessDecided | Refusal:
    """Decide on a request for an organisation on whose access one decides, and tell the applicant."""
    actor, now = acting.actor, acting.tools.now()
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if actor.person is None:
        return SignInRequired()
    if (wrong := form.refusal) is not None:
        return wrong
    by = actor.person.key

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


async def withdraw_access_request(command: WithdrawAccessRequest, acting: Acting) -> AccessDecided | Refusal:
    """Withdraw one's own request as long as nobody decided; the administrators need not look at it any more."""
    if acting.actor.person is None:
        return SignInRequired()

    async def take_back(work: UnitOfWork) -> AccessDecided | Refusal:
        request = await work.access_requests.get(command.request_id)
        if request is None:
            return UNKNOWN_REQUEST
        after = withdraw(request, by=acting.actor, at=acting.tools.now(), expected_version=command.expected_version)
        if not isinstance(after, AccessRequest):
            return after
        await work.access_requests.save(after)
        concern = AccessConcern(organisation_id=after.organisation_id, person_id=after.person.id, request_id=after.id)
        await _trace(work, acting, AccessAction.WITHDRAWN, concern, request, after)
        return AccessDecided(request_id=after.id)

    async def again(_work: UnitOfWork, _answer: str) -> AccessDecided | Refusal:
        return AccessDecided(request_id=command.request_id)

    # What one could ask for without accepting anything, one can take back.
    return await carry_out(acting, take_back, again=again, bound_by_terms=False)


async def opened(work: UnitOfWork, request_id: UUID, acting: Acting) -> Case | Refusal:
    """Take a request to decide on, and its organisation: nobody else decides on its access meanwhile."""
    request = await work.access_requests.get(request_id)
    if request is None or not await decides_on_access(work, acting.actor, request.organisation_id):
        return UNKNOWN_REQUEST
    organisation = (await work.organisations.hold([request.organisation_id])).get(request.organisation_id)
    if organisation is None:
        return ENDED
    right = await work.access_rights.get(request.right) if request.right is not None else None
    about = Subject(request=request, organisation=organisation, right=right)
    return Case(request=request, about=about, organisation=organisation)


async def grant_for(
    work: UnitOfWork, case: Case, after: AccessRequest, acting: Acting, form: Form
) -> Grant | Refusal | None:
    """Return the grant that an approval gives, or will give once the person works there; None if it gives none."""
    right, terms = case.about.right, after.decision.terms if after.decision else None
    if right is None or terms is None:
        return None
    group = right.application.channel_group
    return granted(
        Offer(person=after.person, organisation=case.organisation, right=right, terms=terms, request_id=after.id),
        Standing(
            running=await work.grants.running(after.person.id, after.organisation_id, right.code, on=terms.begin),
            channel=await work.channels.current(after.organisation_id, group) if group is not None else None,
        ),
        by=acting.actor,
        at=acting.tools.now(),
        grant_id=acting.tools.new_id(),
        form=form,
    )


async def written(work: UnitOfWork, case: Case, after: AccessRequest, grant: Grant | None, acting: Acting) -> None:
    """Write what was decided, leave a trace, and tell the applicant."""
    await work.access_requests.save(after)
    action = {
        AccessRequestStatus.APPROVED: AccessAction.APPROVED,
        AccessRequestStatus.REJECTED: AccessAction.REJECTED,
    }.get(after.status, AccessAction.WORK_RELATION_AWAITED)
    await _trace(work, acting, action, case.concern(), case.request, after)
    if grant is not None and after.status is AccessRequestStatus.APPROVED:
        await add_grant(work, grant, acting, reason=after.decision.reason if after.decision else None)
    about = Subject(request=after, organisation=case.organisation, right=case.about.right)
    await work.mails.add(decided(about, mail_id=acting.tools.new_id()))


async def _trace(
    work: UnitOfWork,
    acting: Acting,
    action: AccessAction,
    concern: AccessConcern,
    before: AccessRequest,
    after: AccessRequest,
) -> None:
    own = after.decision is not None and after.decision.own
    await work.access_audit.add(
        AccessAuditEntry.by(
            acting.actor,
            action,
            concern,
            entry_id=acting.tools.new_id(),
            at=after.changed_at,
            reason=after.decision.reason if after.decision else None,
            changes=(
                Change(field="request.status", before=before.status, after=after.status),
                Change(field="request.ownDecision", before=None, after="true" if own else None),
            ),
        )
    )


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

"""A request that is being decided on: taken with what it is about, and written with all that follows."""

from dataclasses import dataclass
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_requests.deciding import UNKNOWN_REQUEST
from domain.access_requests.mails import Subject, decided
from domain.access_requests.model import AccessRequest, AccessRequestStatus
from domain.access_rights.administering import decides_on_access
from domain.acting import Acting
from domain.audit import Change
from domain.forms import Form
from domain.grants.granting import Offer, Standing, granted
from domain.grants.model import Grant
from domain.grants.trail import add_grant
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.refusals import Refusal, WrongStatus

ENDED = WrongStatus(message="Deze organisatie bestaat niet meer.")


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
    await trace(work, acting, action, case.concern(), case.request, after)
    if grant is not None and after.status is AccessRequestStatus.APPROVED:
        await add_grant(work, grant, acting, reason=after.decision.reason if after.decision else None)
    about = Subject(request=after, organisation=case.organisation, right=case.about.right)
    await work.mails.add(decided(about, mail_id=acting.tools.new_id()))


async def trace(
    work: UnitOfWork,
    acting: Acting,
    action: AccessAction,
    concern: AccessConcern,
    before: AccessRequest,
    after: AccessRequest,
) -> None:
    """Leave a line in the trail: what became of a request, by whom, why."""
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

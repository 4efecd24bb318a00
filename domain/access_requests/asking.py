"""Asking for access: a right in an application, or to be known as somebody who works for an organisation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_requests.mails import Subject, arrived, received
from domain.access_requests.model import AccessRequest, AccessRequestKind, AccessRequestStatus
from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS, no_administrator
from domain.access_rights.model import AccessRight
from domain.acting import Acting, carry_out
from domain.activities.model import ActorKind, Author
from domain.forms import Form
from domain.grants.granting import chosen_contexts, closed_channel
from domain.organisations.model import Organisation
from domain.persons.model import KnownPerson
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotAllowed, Refusal, SignInRequired, TooManyRequests, WrongStatus
from domain.schedules.local_time import day_of

LONGEST_REASON = 1000
MOST_OPEN = 20
"""Open requests of one person."""
MOST_A_DAY = 50
"""Requests of one person in 24 hours, also those that were taken back: each is mailed to the administrators."""

UNKNOWN_RIGHT = "Het opgegeven gebruikersrecht is niet gevonden."
NO_RIGHTS = "Geen gebruikersrechten gevonden voor de gegeven criteria!"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccess:
    """Ask the local administrators of an organisation for access; without a right, for a work relation."""

    organisation_id: UUID
    right: str | None
    contexts: tuple[str, ...]
    phone: str
    email: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequested:
    """The request is filed, and those who decide on it were told."""

    request_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.request_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    organisation: Organisation
    right: AccessRight | None
    contexts: tuple[str, ...]
    phone: str
    email: str
    reason: str | None


async def request_access(command: RequestAccess, acting: Acting) -> AccessRequested | Refusal:
    """File a request and tell the applicant and the local administrators."""
    signed_in, now, tools = acting.actor.person, acting.tools.now(), acting.tools
    if signed_in is None:
        return SignInRequired()

    async def file(work: UnitOfWork) -> AccessRequested | Refusal:
        form = Form(tools=tools)
        filled = await _filled_in(work, command, form)
        if isinstance(filled, InvalidInput):
            return filled
        administrators = await work.grants.administrators(filled.organisation.id, on=day_of(now))
        if not administrators:
            return NotAllowed(message=no_administrator(filled.organisation.target_group))
        person = await work.persons.signed_in(signed_in)
        if (refusal := await _needless(work, person, filled, now)) is not None:
            return refusal
        request = AccessRequest(
            id=tools.new_id(),
            kind=AccessRequestKind.RIGHT if filled.right else AccessRequestKind.WORK_RELATION,
            status=AccessRequestStatus.SUBMITTED,
            version=1,
            person=person,
            organisation_id=filled.organisation.id,
            right=filled.right.code if filled.right else None,
            contexts=filled.contexts,
            phone=filled.phone,
            email=filled.email,
            reason=filled.reason,
            requested_at=now,
            # The applicant asks as a person, whomever they are signed in for.
            changed_by=Author(kind=ActorKind.PERSON, name=person.name),
            changed_at=now,
        )
        if not await work.access_requests.add(request):
            return WrongStatus(message="Je hebt dit al aangevraagd. De lokale beheerder moet er nog over beslissen.")
        await work.access_audit.add(
            AccessAuditEntry.by(
                acting.actor,
                AccessAction.REQUESTED,
                AccessConcern(organisation_id=request.organisation_id, person_id=person.id, request_id=request.id),
                entry_id=tools.new_id(),
                at=now,
                reason=request.reason,
            )
        )
        about = Subject(request=request, organisation=filled.organisation, right=filled.right)
        await work.mails.add(received(about, mail_id=tools.new_id()))
        for administrator in administrators:
            await work.mails.add(arrived(about, administrator, mail_id=tools.new_id()))
        return AccessRequested(request_id=request.id)

    async def again(_work: UnitOfWork, answer: str) -> AccessRequested | Refusal:
        return AccessRequested(request_id=UUID(answer))

    # Who asks for access has none yet, and may not be able to accept anything for the organisation.
    return await carry_out(acting, file, again=again, bound_by_terms=False)


async def _filled_in(work: UnitOfWork, command: RequestAccess, form: Form) -> _Filled | InvalidInput:
    phone = form.at("phone").phone(command.phone, missing="Vul je telefoonnummer in.")
    email = form.at("email").email(command.email, missing="Vul je e-mailadres in.")
    reason = form.at("reason").line(command.reason, most=LONGEST_REASON)
    organisation = (await work.organisations.hold([command.organisation_id])).get(command.organisation_id)
    if organisation is None:
        return form.at("organisationId").refused("Deze organisatie is niet gevonden.")
    code = command.right
    right = await _right(work, code, organisation, form.at("right")) if code is not None else None
    contexts = chosen_contexts(right, command.contexts, form.at("contexts")) if right is not None else ()
    if (wrong := form.refusal) is not None:
        return wrong
    return _Filled(
        organisation=organisation, right=right, contexts=contexts, phone=phone or "", email=email or "", reason=reason
    )


async def _right(work: UnitOfWork, code: str, organisation: Organisation, form: Form) -> AccessRight | None:
    right = None if code in ADMINISTRATOR_RIGHTS else await work.access_rights.get(code)
    if right is None:
        form.wrong(UNKNOWN_RIGHT)
        return None
    if organisation.target_group not in right.target_groups:
        form.wrong(NO_RIGHTS)
        return right
    group = right.application.channel_group
    channel = await work.channels.current(organisation.id, group) if group is not None else None
    if closed_channel(right, organisation, channel) is not None:
        form.wrong(
            f"{organisation.name} gebruikt {right.application.name} niet. Het bestuur moet eerst beslissen om over te "
            "schakelen; je lokale beheerder kan je zeggen hoe het daarmee staat."
        )
    return right


async def _needless(
    work: UnitOfWork, person: KnownPerson, filled: _Filled, now: datetime
) -> WrongStatus | TooManyRequests | None:
    """Return why somebody need not ask: they have it, or ask for much already."""
    if await work.access_requests.count_open(person.id) >= MOST_OPEN:
        return TooManyRequests(message=f"Je hebt al {MOST_OPEN} aanvragen lopen. Wacht tot er beslist is.")
    if await work.access_requests.count_since(person.id, now - timedelta(days=1)) >= MOST_A_DAY:
        return TooManyRequests(message=f"Je hebt al {MOST_A_DAY} aanvragen gedaan. Probeer het morgen opnieuw.")
    today = day_of(now)
    if filled.right is None:
        if await work.work_relations.holding(person.id, filled.organisation.id, today) is not None:
            return WrongStatus(message=f"Je hebt al een werkrelatie met {filled.organisation.name}.")
        return None
    running = await work.grants.running(person.id, filled.organisation.id, filled.right.code, on=today)
    had = next((each for each in running if set(filled.contexts) <= set(each.contexts)), None)
    if had is None:
        return None
    return WrongStatus(message=f"Je hebt dit gebruikersrecht al, tot en met {had.end:%d/%m/%Y}.")

"""Appointing a local administrator from outside: the first one of an organisation, who grants all rights after that."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_audit import PLATFORM, AccessAction, AccessAuditEntry, AccessConcern
from domain.access_requests.model import GrantTerms
from domain.access_rights.model import AccessRight
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT, Person
from domain.audit import Change
from domain.forms import Form
from domain.grants.granting import check_period, overlap, usual_end
from domain.grants.model import Grant
from domain.organisations.model import Organisation
from domain.persons.model import KnownPerson
from domain.ports import OpenUnitOfWork, Tools, UnitOfWork
from domain.refusals import InvalidInput, NotFound, WrongStatus
from domain.schedules.local_time import add_days, day_of
from domain.work_relations.model import WorkRelation, WorkRelationKind

LONGEST_NAME = 200
LONGEST_SUBJECT = 200
LONGEST_REASON = 1000

ENDED = NotFound(message="Deze organisatie bestaat niet meer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointAdministrator:
    """Let somebody decide on the access of an organisation; for two years from today unless it says otherwise."""

    organisation_id: UUID
    subject: str
    """What the identity provider calls the person."""
    name: str
    email: str
    """Where they are reached at work, if they are not known to work there yet."""
    reason: str
    head: bool = False
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorAppointed:
    """The person decides on the access of the organisation."""

    organisation: Organisation
    grant: Grant
    email: str
    """Where they are told of what waits for them."""
    already: bool
    """It was so before: nothing changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    organisation: Organisation
    person: Person
    email: str
    reason: str
    right: AccessRight
    terms: GrantTerms


async def appoint_administrator(
    command: AppointAdministrator, *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> AdministratorAppointed | InvalidInput | NotFound | WrongStatus:
    """Grant somebody the right of a local administrator, and note that they work there and how they are reached."""
    async with open_unit_of_work() as work:
        filled = await _filled_in(work, command, tools)
        if not isinstance(filled, _Filled):
            return filled
        person = await work.persons.signed_in(filled.person)
        standing = await _standing(work, person, filled, tools)
        if isinstance(standing, WrongStatus):
            return standing
        relation, works_there = await _relation(work, person, filled, tools)
        if standing is not None and works_there:
            return _outcome(filled, standing, relation, already=True)
        grant = standing or await _granted(work, person, filled, tools)
        await work.commit()
    return _outcome(filled, grant, relation, already=False)


async def _filled_in(
    work: UnitOfWork, command: AppointAdministrator, tools: Tools
) -> _Filled | InvalidInput | NotFound:
    form = Form(tools=tools)
    subject = form.at("subject").line(command.subject, most=LONGEST_SUBJECT, missing="Geef de sub van de persoon.")
    name = form.at("name").line(command.name, most=LONGEST_NAME, missing="Vul de naam van de persoon in.")
    email = form.at("email").email(command.email, missing="Vul het e-mailadres op het werk in.")
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    code = HEAD_ADMINISTRATOR_RIGHT if command.head else LOCAL_ADMINISTRATOR_RIGHT
    right = await work.access_rights.get(code)
    if right is None:
        raise LookupError(f"the reference data has no right {code}")
    today = day_of(tools.now())
    begin = command.begin or today
    end = command.end or usual_end(right, begin)
    check_period(right, begin, end, today=today, form=form)
    if (wrong := form.refusal) is not None:
        return wrong
    organisation = (await work.organisations.hold([command.organisation_id])).get(command.organisation_id)
    if organisation is None:
        return ENDED
    return _Filled(
        organisation=organisation,
        person=Person(id=subject or "", name=name or ""),
        email=email or "",
        reason=reason,
        right=right,
        terms=GrantTerms(begin=begin, end=end),
    )


async def _standing(work: UnitOfWork, person: KnownPerson, filled: _Filled, tools: Tools) -> Grant | WrongStatus | None:
    """Return the grant by which somebody is administrator already, or why they cannot become one for this time."""
    today, begin = day_of(tools.now()), filled.terms.begin
    running = await work.grants.running(person.id, filled.organisation.id, filled.right.code, on=today)
    enough = list(running)
    if filled.right.code == LOCAL_ADMINISTRATOR_RIGHT:
        # A head administrator has no less to say.
        enough += await work.grants.running(person.id, filled.organisation.id, HEAD_ADMINISTRATOR_RIGHT, on=today)
    first_day = max(begin, today)
    standing = next((each for each in enough if each.begin <= first_day <= each.end), None)
    return standing or overlap(filled.terms, running)


async def _relation(work: UnitOfWork, person: KnownPerson, filled: _Filled, tools: Tools) -> tuple[WorkRelation, bool]:
    """Return the work relation on the first day, and whether there was one already."""
    now, begin = tools.now(), filled.terms.begin
    known = await work.work_relations.holding(person.id, filled.organisation.id, max(begin, day_of(now)))
    if known is not None and known.holds_on(max(begin, day_of(now))):
        return known, True
    relation = WorkRelation(
        id=tools.new_id(),
        person=person,
        organisation_id=filled.organisation.id,
        kind=WorkRelationKind.PERMANENT,
        email=filled.email,
        phone=None,
        begin=begin,
        end=add_days(known.begin, -1) if known is not None else None,
        established_at=now,
    )
    await work.work_relations.add(relation)
    concern = AccessConcern(organisation_id=filled.organisation.id, person_id=person.id, work_relation_id=relation.id)
    await _trace(work, AccessAction.WORK_RELATION_ESTABLISHED, concern, filled, tools)
    return relation, False


async def _granted(work: UnitOfWork, person: KnownPerson, filled: _Filled, tools: Tools) -> Grant:
    terms, now = filled.terms, tools.now()
    grant = Grant(
        id=tools.new_id(),
        version=1,
        person=person,
        organisation_id=filled.organisation.id,
        right=filled.right.code,
        contexts=(),
        begin=terms.begin,
        end=terms.end,
        external=False,
        granted_at=now,
        changed_by=PLATFORM,
        changed_at=now,
    )
    await work.grants.add(grant)
    concern = AccessConcern(organisation_id=filled.organisation.id, person_id=person.id, grant_id=grant.id)
    changes = (
        Change(field="grant.right", before=None, after=grant.right),
        Change(field="grant.begin", before=None, after=grant.begin.isoformat()),
        Change(field="grant.end", before=None, after=grant.end.isoformat()),
    )
    await _trace(work, AccessAction.ADMINISTRATOR_APPOINTED, concern, filled, tools, changes)
    await work.access_changes.add(filled.person.id)
    return grant


async def _trace(
    work: UnitOfWork,
    action: AccessAction,
    concern: AccessConcern,
    filled: _Filled,
    tools: Tools,
    changes: tuple[Change, ...] = (),
) -> None:
    entry = AccessAuditEntry.by_platform(
        action, concern, entry_id=tools.new_id(), at=tools.now(), reason=filled.reason, changes=changes
    )
    await work.access_audit.add(entry)


def _outcome(filled: _Filled, grant: Grant, relation: WorkRelation, *, already: bool) -> AdministratorAppointed:
    return AdministratorAppointed(organisation=filled.organisation, grant=grant, email=relation.email, already=already)

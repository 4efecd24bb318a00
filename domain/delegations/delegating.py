"""Letting one organisation manage the access of another, and ending that: set up by the platform, at their request."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_rights.administrators import Administrator
from domain.audit import Change
from domain.delegations.model import Delegation
from domain.forms import Form
from domain.organisations.model import Organisation
from domain.ports import OpenUnitOfWork, Tools, UnitOfWork
from domain.refusals import InvalidInput, NotFound, WrongStatus
from domain.schedules.local_time import day_of

LONGEST_REASON = 1000

ENDED = NotFound(message="Een van beide organisaties bestaat niet meer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDelegation:
    """Let one organisation manage the access of another, or end that; `force` leaves it without any administrator."""

    organisation_id: UUID
    manager_id: UUID
    reason: str
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationChanged:
    """The delegation is as it was asked for."""

    organisation: Organisation
    manager: Organisation
    already: bool
    """It was so before: nothing changed."""
    administrators: int
    """How many people decide on the access of the organisation now, and can be reached."""


DelegationRefusal = InvalidInput | NotFound | WrongStatus


async def delegate(
    command: ChangeDelegation, *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> DelegationChanged | DelegationRefusal:
    """Let an organisation manage the access of another one."""
    form = Form(tools=tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if (wrong := form.refusal) is not None:
        return wrong
    async with open_unit_of_work() as work:
        case = await _opened(work, command)
        if not isinstance(case, _Case):
            return case
        reverse = await work.delegations.manages(case.organisation.id, case.manager.id)
        if (refused := keeps_apart(case.organisation, case.manager, reverse=reverse)) is not None:
            return refused
        if case.current is None:
            new = Delegation(
                id=tools.new_id(),
                manager_id=case.manager.id,
                organisation_id=case.organisation.id,
                since=tools.now(),
            )
            await work.delegations.add(new)
            await _noted(work, case, AccessAction.DELEGATED, reason, tools)
            await work.commit()
        return await _changed(work, case, tools, already=case.current is not None)


async def end_delegation(
    command: ChangeDelegation, *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> DelegationChanged | DelegationRefusal:
    """End that an organisation manages the access of another one, unless nobody would be left to do so."""
    form = Form(tools=tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if (wrong := form.refusal) is not None:
        return wrong
    async with open_unit_of_work() as work:
        case = await _opened(work, command)
        if not isinstance(case, _Case):
            return case
        if case.current is None:
            return await _changed(work, case, tools, already=True)
        await work.delegations.save(replace(case.current, ended_at=tools.now()))
        if not command.force and not await _administrators(work, case.organisation, tools):
            return WrongStatus(
                message=f"{case.organisation.name} zou zonder lokale beheerder vallen. Stel er eerst een aan."
            )
        await _noted(work, case, AccessAction.DELEGATION_ENDED, reason, tools)
        await work.commit()
        return await _changed(work, case, tools, already=False)


def keeps_apart(organisation: Organisation, manager: Organisation, *, reverse: bool) -> WrongStatus | None:
    """Return why one organisation cannot manage the access of another; `reverse` if the other does so for it."""
    if organisation.id == manager.id:
        return WrongStatus(message=f"{organisation.name} beheert de eigen toegang al.")
    if reverse:
        return WrongStatus(
            message=f"{organisation.name} beheert de toegang van {manager.name}. Twee organisaties kunnen niet elkaars "
            "toegang beheren."
        )
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    organisation: Organisation
    manager: Organisation
    current: Delegation | None


async def _opened(work: UnitOfWork, command: ChangeDelegation) -> _Case | NotFound:
    held = await work.organisations.hold({command.organisation_id, command.manager_id})
    organisation, manager = held.get(command.organisation_id), held.get(command.manager_id)
    if organisation is None or manager is None:
        return ENDED
    current = await work.delegations.current(manager.id, organisation.id)
    return _Case(organisation=organisation, manager=manager, current=current)


async def _administrators(work: UnitOfWork, organisation: Organisation, tools: Tools) -> list[Administrator]:
    return list(await work.grants.administrators(organisation.id, on=day_of(tools.now())))


async def _changed(work: UnitOfWork, case: _Case, tools: Tools, *, already: bool) -> DelegationChanged:
    return DelegationChanged(
        organisation=case.organisation,
        manager=case.manager,
        already=already,
        administrators=len(await _administrators(work, case.organisation, tools)),
    )


async def _noted(work: UnitOfWork, case: _Case, action: AccessAction, reason: str, tools: Tools) -> None:
    """Leave a trace, and let those look again whose say it changes."""
    begins = action is AccessAction.DELEGATED
    await work.access_audit.add(
        AccessAuditEntry.by_platform(
            action,
            AccessConcern(organisation_id=case.organisation.id),
            entry_id=tools.new_id(),
            at=tools.now(),
            reason=reason,
            changes=(
                Change(
                    field="delegation.manager",
                    before=None if begins else str(case.manager.id),
                    after=str(case.manager.id) if begins else None,
                ),
            ),
        )
    )
    for each in await _administrators(work, case.manager, tools):
        if each.organisation_id == case.manager.id and each.person.subject is not None:
            await work.access_changes.add(each.person.subject)

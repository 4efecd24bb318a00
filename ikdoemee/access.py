"""Setting up who decides on the access of organisations, from the command line: what was done, in a Dutch sentence."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from auth.claims import organisation_code
from domain.access_rights.appointing import AdministratorAppointed, AppointAdministrator, appoint_administrator
from domain.actors import HEAD_ADMINISTRATOR_RIGHT
from domain.delegations.delegating import ChangeDelegation, DelegationChanged, delegate, end_delegation
from domain.organisations.placing import OrganisationPlaced, PlaceOrganisation, place_organisation
from domain.organisations.target_groups import LABELS, TargetGroup
from domain.refusals import InvalidInput, Refusal, WrongStatus
from domain.schedules.dutch import period
from ikdoemee.container import open_container
from ikdoemee.settings import Settings
from persistence.organisations import OrganisationReader
from resolvers.context import Services

NOBODY_DECIDES = (
    "Let op: niemand met een e-mailadres beslist over de toegang van {}. Gebruik `ikdoemee access appoint`."
)


class AccessRefusedError(Exception):
    """What was asked for was not done; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Who becomes administrator of the organisation with a code."""

    organisation: str
    subject: str
    name: str
    email: str
    reason: str
    head: bool = False
    begin: date | None = None
    end: date | None = None


async def appointed(settings: Settings, wish: Appointment) -> str:
    """Appoint somebody; raises `AccessRefusedError`, as all functions here do."""
    async with _services(settings) as services:
        command = AppointAdministrator(
            organisation_id=await _organisation(services, wish.organisation),
            subject=wish.subject,
            name=wish.name,
            email=wish.email,
            reason=wish.reason,
            head=wish.head,
            begin=wish.begin,
            end=wish.end,
        )
        done = await appoint_administrator(command, open_unit_of_work=services.open_unit_of_work, tools=services.tools)
    if not isinstance(done, AdministratorAppointed):
        raise _refused(done)
    grant = done.grant
    what = "hoofd lokale beheerder" if grant.right == HEAD_ADMINISTRATOR_RIGHT else "lokale beheerder"
    when = "al" if done.already else "nu"
    return (
        f"{grant.person.name} is {when} {what} van {done.organisation.name}, {period(grant.begin, grant.end)}. "
        f"Berichten gaan naar {done.email}."
    )


async def delegated(settings: Settings, organisation: str, manager: str, *, reason: str) -> str:
    """Let an organisation manage the access of another one."""
    async with _services(settings) as services:
        command = await _change(services, organisation, manager, reason=reason)
        done = await delegate(command, open_unit_of_work=services.open_unit_of_work, tools=services.tools)
    if not isinstance(done, DelegationChanged):
        raise _refused(done)
    when = "al" if done.already else "nu"
    return _with_warning(f"{done.manager.name} beheert {when} de toegang van {done.organisation.name}.", done)


async def delegation_ended(settings: Settings, organisation: str, manager: str, *, reason: str, force: bool) -> str:
    """End that an organisation manages the access of another one."""
    async with _services(settings) as services:
        command = await _change(services, organisation, manager, reason=reason, force=force)
        done = await end_delegation(command, open_unit_of_work=services.open_unit_of_work, tools=services.tools)
    if isinstance(done, WrongStatus):
        raise AccessRefusedError(f"{done.message} Wil je dat toch, gebruik dan --force.")
    if not isinstance(done, DelegationChanged):
        raise _refused(done)
    done_before = f"{done.manager.name} beheert de toegang van {done.organisation.name} niet."
    ended = f"{done.manager.name} beheert de toegang van {done.organisation.name} niet meer."
    return _with_warning(done_before if done.already else ended, done)


async def placed(settings: Settings, organisation: str, group: TargetGroup, *, reason: str) -> str:
    """Place an organisation in a target group."""
    async with _services(settings) as services:
        command = PlaceOrganisation(
            organisation_id=await _organisation(services, organisation), target_group=group, reason=reason
        )
        done = await place_organisation(command, open_unit_of_work=services.open_unit_of_work, tools=services.tools)
    if not isinstance(done, OrganisationPlaced):
        raise _refused(done)
    when = "al" if done.already else "nu"
    return f"{done.organisation.name} hoort {when} bij de doelgroep {group} ({LABELS[group]})."


@asynccontextmanager
async def _services(settings: Settings) -> AsyncGenerator[Services]:
    async with open_container(settings) as container:
        yield container.services


async def _organisation(services: Services, text: str) -> UUID:
    code = organisation_code(text)
    found = await OrganisationReader(services.rows).by_code(code) if code is not None else None
    if found is None:
        raise AccessRefusedError(f"er is geen organisatie met OVO-code of KBO-nummer {text!r}")
    return found.id


async def _change(
    services: Services, organisation: str, manager: str, *, reason: str, force: bool = False
) -> ChangeDelegation:
    return ChangeDelegation(
        organisation_id=await _organisation(services, organisation),
        manager_id=await _organisation(services, manager),
        reason=reason,
        force=force,
    )


def _with_warning(said: str, done: DelegationChanged) -> str:
    return said if done.administrators else f"{said}\n{NOBODY_DECIDES.format(done.organisation.name)}"


def _refused(refusal: Refusal) -> AccessRefusedError:
    if isinstance(refusal, InvalidInput):
        return AccessRefusedError("; ".join(f"--{each.path}: {each.message}" for each in refusal.fields))
    return AccessRefusedError(refusal.message)

"""Placing an organisation in a target group: for whose rights its people can ask."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.audit import Change
from domain.forms import Form
from domain.organisations.model import Organisation
from domain.organisations.target_groups import TargetGroup
from domain.ports import OpenUnitOfWork, Tools
from domain.refusals import InvalidInput, NotFound

LONGEST_REASON = 1000

ENDED = NotFound(message="Deze organisatie bestaat niet meer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrganisation:
    """Place an organisation in a target group, such as a church board among the local governments."""

    organisation_id: UUID
    target_group: TargetGroup
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPlaced:
    """It is in that target group; rights that were granted before stay what they are."""

    organisation: Organisation
    already: bool
    """It was there before: nothing changed."""


async def place_organisation(
    command: PlaceOrganisation, *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> OrganisationPlaced | InvalidInput | NotFound:
    """Place an organisation in a target group."""
    form = Form(tools=tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if (wrong := form.refusal) is not None:
        return wrong
    async with open_unit_of_work() as work:
        before = (await work.organisations.hold([command.organisation_id])).get(command.organisation_id)
        if before is None:
            return ENDED
        if before.target_group is command.target_group:
            return OrganisationPlaced(organisation=before, already=True)
        after = replace(before, placed_in=command.target_group)
        await work.organisations.save(after)
        await work.access_audit.add(
            AccessAuditEntry.by_platform(
                AccessAction.PLACED,
                AccessConcern(organisation_id=after.id),
                entry_id=tools.new_id(),
                at=tools.now(),
                reason=reason,
                changes=(
                    Change(field="organisation.targetGroup", before=before.target_group, after=after.target_group),
                ),
            )
        )
        await work.commit()
    return OrganisationPlaced(organisation=after, already=False)

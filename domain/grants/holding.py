"""Grants that an administrator is about to end or to change, and the administrators who must not all go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.access_rights.administering import decides_on_access
from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS
from domain.acting import Acting
from domain.grants.coverage import Administrations, first_gap, with_changed
from domain.grants.model import Grant
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.refusals import NotFound, WrongStatus
from domain.schedules.dutch import full_date
from domain.schedules.local_time import day_of

UNKNOWN_GRANT = NotFound(message="Dit recht bestaat niet of je mag het niet zien.")


@dataclass(slots=True, kw_only=True)
class Held:
    """Grants with their organisations, which nobody else changes meanwhile."""

    grants: Mapping[UUID, Grant]
    organisations: Mapping[UUID, Organisation]
    administrations: Administrations
    """Who decides on the access of the organisations that a change can leave without an administrator."""
    today: date

    def put(self, grant: Grant) -> WrongStatus | None:
        """Let a grant be as given from now on, unless that leaves an organisation without an administrator."""
        after = with_changed(self.administrations, grant)
        gap = first_gap(self.administrations, after, today=self.today)
        if gap is not None:
            organisation_id, day = gap
            since = "nu meteen" if day == self.today else f"vanaf {full_date(day)}"
            return WrongStatus(
                message=f"{self.organisations[organisation_id].name} heeft dan {since} geen lokale beheerder met een "
                "e-mailadres meer. Duid eerst een andere lokale beheerder aan, of verleng diens recht."
            )
        self.administrations = after
        return None


async def held(work: UnitOfWork, grant_ids: Collection[UUID], acting: Acting) -> Held:
    """Take those of these grants that `acting` decides on.

    The organisations come first: whoever grants, ends or changes a right holds its organisation, so that nobody waits
    in a circle, and two who each end one of the last two administrators come one after the other. An organisation
    whose access is managed by one that loses an administrator is held with it: it may have no other one.
    """
    today = day_of(acting.tools.now())
    found = await work.grants.look_up(grant_ids)
    places = {grant.organisation_id for grant in found.values()}
    decided = {each for each in places if await decides_on_access(work, acting.actor, each)}
    own = [grant for grant in found.values() if grant.organisation_id in decided]
    losing = {grant.organisation_id for grant in own if grant.right in ADMINISTRATOR_RIGHTS}
    at_stake = losing | set(await work.delegations.managed_by(losing)) if losing else losing
    organisations = await work.organisations.hold(decided | at_stake)
    at_stake &= organisations.keys()
    return Held(
        grants=await work.grants.get_all([grant.id for grant in own]),
        organisations=organisations,
        administrations=await work.grants.administrations(at_stake, since=today) if at_stake else {},
        today=today,
    )

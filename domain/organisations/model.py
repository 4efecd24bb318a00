"""An organisation as this platform knows it: by KBO number and, for governments, OVO code."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Address, Contact
from domain.organisations.target_groups import TargetGroup
from domain.territories.model import Nis


class OrganisationKind(StrEnum):
    """What sort of organisation it is; only a MUNICIPALITY has a territory of its own."""

    MUNICIPALITY = "MUNICIPALITY"
    PUBLIC_CENTRE_FOR_SOCIAL_WELFARE = "PUBLIC_CENTRE_FOR_SOCIAL_WELFARE"
    """OCMW."""
    DISTRICT = "DISTRICT"
    PROVINCE = "PROVINCE"
    ASSOCIATION = "ASSOCIATION"
    OTHER = "OTHER"


LOCAL_GOVERNMENTS = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PUBLIC_CENTRE_FOR_SOCIAL_WELFARE,
        OrganisationKind.DISTRICT,
        OrganisationKind.PROVINCE,
    }
)
"""Kinds that are in the target group of local governments without being placed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that people act for."""

    id: UUID
    name: str
    kind: OrganisationKind
    kbo: str | None = None
    """Ten digits, without dots."""
    ovo: str | None = None
    """`OVO` and six digits."""
    municipality: Nis | None = None
    address: Address | None = None
    contacts: tuple[Contact, ...] = ()
    registered_at: datetime | None = None
    """When it registered on the platform; None for one that is only known from reference data."""
    placed_in: TargetGroup | None = None
    """Target group that the access management has placed it in; None where its kind says enough."""

    @property
    def target_group(self) -> TargetGroup:
        """For whose rights its people can ask."""
        return target_group_of(self.kind, self.placed_in)


def target_group_of(kind: OrganisationKind, placed_in: TargetGroup | None) -> TargetGroup:
    """Return the target group of an organisation: where it was placed, or else what its kind says."""
    return placed_in or (TargetGroup.LB if kind in LOCAL_GOVERNMENTS else TargetGroup.EA)

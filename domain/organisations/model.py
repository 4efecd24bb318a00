"""An organisation as this platform knows it: by KBO number and, for governments, OVO code."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import Address, Contact
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

"""Organisations."""

from domain.organisations.model import OrganisationKind
from schema.enums.describing import describe

describe(
    OrganisationKind,
    "Kind of organisation. Only a MUNICIPALITY has a territory.",
    {
        OrganisationKind.MUNICIPALITY: "City or municipality.",
        OrganisationKind.PUBLIC_CENTRE_FOR_SOCIAL_WELFARE: "OCMW: public centre for social welfare.",
        OrganisationKind.DISTRICT: "District of Antwerp.",
        OrganisationKind.PROVINCE: "Province.",
        OrganisationKind.ASSOCIATION: "Association.",
        OrganisationKind.OTHER: "Anything else.",
    },
)

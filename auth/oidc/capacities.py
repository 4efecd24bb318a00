"""Asking the access management to sign somebody in for an organisation that they chose beforehand."""

import base64
import json

from auth.claims import organisation_code
from domain.organisations.model import OrganisationKind

_LOCAL_GOVERNMENTS = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.PUBLIC_CENTRE_FOR_SOCIAL_WELFARE,
        OrganisationKind.DISTRICT,
        OrganisationKind.PROVINCE,
    }
)


def target_group_of(kind: OrganisationKind | None, code: str) -> str | None:
    """Return the target group (doelgroep) that an organisation belongs to; None where that cannot be told.

    Local governments are LB; of others only those with a KBO number can be told: EA, economic actors.
    """
    if kind in _LOCAL_GOVERNMENTS:
        return "LB"
    return "EA" if code.isdigit() else None


def login_hint(code: str, kind: OrganisationKind | None) -> str | None:
    """Return what spares somebody the choice of an organisation; None if they have to choose there after all."""
    known = organisation_code(code)
    group = target_group_of(kind, known) if known else None
    if group is None:
        return None
    hint = {"cap_hint": group, "code_hint": known}
    return base64.b64encode(json.dumps(hint, separators=(",", ":")).encode()).decode()

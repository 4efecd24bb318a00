"""Target groups: the kinds of organisation that rights are meant for."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class TargetGroup(StrEnum):
    """What kind of organisation people act for; the `dg` of self-registration links, by its code."""

    LB = "LB"
    EA = "EA"
    GID = "GID"
    OV = "OV"


LABELS: Mapping[TargetGroup, str] = MappingProxyType(
    {
        TargetGroup.LB: "Lokale besturen",
        TargetGroup.EA: "Ondernemingen en organisaties",
        TargetGroup.GID: "Entiteiten van de Vlaamse overheid",
        TargetGroup.OV: "Onderwijs- en vormingsinstellingen",
    }
)
"""How a target group is called."""


def organisation_question(group: TargetGroup) -> str:
    """Return the question for which organisation somebody asks a right."""
    if group is TargetGroup.LB:
        return "Voor welk lokaal bestuur wilt u een gebruikersrecht aanvragen?"
    return "Voor welke onderneming of organisatie wilt u een gebruikersrecht aanvragen?"

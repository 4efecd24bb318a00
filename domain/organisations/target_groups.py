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

    @property
    def code(self) -> str:
        """Its fixed name, for programs."""
        return self.value

    @property
    def label(self) -> str:
        """How it is called."""
        return LABELS[self]

    @property
    def organisation_question(self) -> str:
        """The question for which organisation somebody asks a right."""
        if self is TargetGroup.LB:
            return "Voor welk lokaal bestuur wilt u een gebruikersrecht aanvragen?"
        return "Voor welke onderneming of organisatie wilt u een gebruikersrecht aanvragen?"


LABELS: Mapping[TargetGroup, str] = MappingProxyType(
    {
        TargetGroup.LB: "Lokale besturen",
        TargetGroup.EA: "Ondernemingen en organisaties",
        TargetGroup.GID: "Entiteiten van de Vlaamse overheid",
        TargetGroup.OV: "Onderwijs- en vormingsinstellingen",
    }
)
"""How a target group is called."""

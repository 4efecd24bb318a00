"""Finding today's municipality from what documents say: an old or new NIS code, or a postcode."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.territories.model import Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The municipalities of Flanders and Brussels, in memory for the length of a run."""

    names: Mapping[Nis, str]
    """Today's municipalities."""
    successors: Mapping[str, Nis]
    """NIS codes that no longer hold, and the municipality they became part of."""
    postcodes: Mapping[str, Nis]

    def today(self, nis: str) -> Nis | None:
        """Return the municipality that a NIS code stands for today."""
        return Nis(nis) if nis in self.names else self.successors.get(nis)

    def at_postcode(self, postcode: str) -> Nis | None:
        """Return the municipality that a Belgian postcode lies in."""
        return self.postcodes.get(postcode.strip())

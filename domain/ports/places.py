"""The municipality that a postcode lies in."""

from collections.abc import Collection, Mapping
from typing import Protocol

from domain.territories.model import Nis


class Places(Protocol):
    """Where things lie."""

    async def municipalities_at(self, postcodes: Collection[str]) -> Mapping[str, Nis]:
        """Return the municipality that each of some Belgian postcodes lies in, as far as it is one of ours."""
        ...

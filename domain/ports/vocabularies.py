"""Vocabularies, to check what is chosen from them."""

from collections.abc import Mapping
from typing import Protocol

from domain.activities.model import Vocabulary


class Vocabularies(Protocol):
    """The lists of terms that activities are described with."""

    async def offered(self) -> Mapping[Vocabulary, frozenset[str]]:
        """Return the codes that can be chosen."""
        ...

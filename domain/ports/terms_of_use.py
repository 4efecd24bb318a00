"""The terms of use, to accept."""

from datetime import datetime
from typing import Protocol

from domain.terms_of_use.model import Acceptance, TermsOfUseStatus


class TermsOfUse(Protocol):
    """The terms of use and who accepted them."""

    async def status(self, person_id: str, *, at: datetime) -> TermsOfUseStatus:
        """Return the version in force at a moment, and what a person accepted last."""
        ...

    async def accept(self, person_id: str, version: str, *, at: datetime) -> Acceptance:
        """Write that a person accepts a version, unless they did before; return the acceptance that stands."""
        ...

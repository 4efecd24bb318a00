"""The terms of use and their acceptance by a person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That a person accepted a version, and when they did so first."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfUseStatus:
    """The version in force, and what a person accepted last; no version while there are no terms at all."""

    current_version: str | None
    accepted: Acceptance | None = None

    @property
    def outstanding(self) -> bool:
        """Whether there are terms in force that the person did not accept."""
        return self.current_version is not None and (
            self.accepted is None or self.accepted.version != self.current_version
        )

"""A clock that tests set by hand, starting at the moment when the examples of the contract were written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.ports import Tools
from ikdoemee.container import real_tools

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def now(self) -> datetime:
        """Return the time."""
        return self.time

    def advance(self, **duration: float) -> None:
        """Move on, by the arguments of `timedelta`."""
        self.time += timedelta(**duration)

    def tools(self) -> Tools:
        """Return tools that tell this time."""
        return replace(real_tools(), now=self.now)

"""Who looks, and when: what some answers depend on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from domain.actors import Actor
from domain.schedules.local_time import day_of


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """An actor and a clock; somebody who follows a stream looks for hours."""

    actor: Actor
    clock: Callable[[], datetime]

    @property
    def now(self) -> datetime:
        """The time at which they look."""
        return self.clock()

    @property
    def today(self) -> date:
        """The day that it is in Brussels."""
        return day_of(self.clock())

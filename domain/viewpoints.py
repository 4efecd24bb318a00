"""Who looks, and when: what some answers depend on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.actors import Actor


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """An actor and a clock; somebody who follows a stream looks for hours."""

    actor: Actor
    clock: Callable[[], datetime]

    @property
    def now(self) -> datetime:
        """The time at which they look."""
        return self.clock()

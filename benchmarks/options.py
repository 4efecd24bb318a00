"""How much is measured, and how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

GENT = "44021"
GENT_OVO = "OVO002067"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One run."""

    command: str
    """What was typed, for the report."""
    output: Path
    quick: bool
    reads: bool
    growth: bool
    fanout: bool
    rounds: int
    growth_rounds: int
    fanout_rounds: int
    activities: int
    connections: int
    warm_up: float
    seconds: float
    """Of measuring, per server, operation and round."""
    audiences: Sequence[int]
    """Numbers of subscribers, from few to many."""
    events: int
    """Publications at most, with all subscribed."""
    publishing: float
    """Seconds after which fewer publications will do."""
    quiet_events: int
    """Publications without a subscriber, to know what publishing itself costs."""
    settle: float
    """Seconds of rest between subscribing and publishing."""
    seed: int

    @property
    def page(self) -> int:
        """Rows of the moderators' table."""
        return 50


class BenchmarkError(Exception):
    """Something that makes the figures worthless; the run stops."""

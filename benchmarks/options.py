"""How much is measured, and how long."""

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
    fanout: bool
    rounds: int
    activities: int
    connections: int
    warm_up: float
    seconds: float
    """Of measuring, per server, operation and round."""
    subscribers: int
    events: int
    quiet_events: int
    """Publications without a subscriber, to know what publishing itself costs."""
    settle: float
    seed: int

    @property
    def page(self) -> int:
        """Rows of the moderators' table."""
        return 50


class BenchmarkError(Exception):
    """Something that makes the figures worthless; the run stops."""

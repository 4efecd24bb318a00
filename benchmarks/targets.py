"""The servers that are measured: what they are, and how each is started."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import dialects
from benchmarks.dialects import Dialect
from benchmarks.operations import COUNTED_TABLE, DETAIL, ONE_ACTIVITY, TABLE, Operation

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One server."""

    key: str
    name: str
    command: Sequence[str]
    operations: Sequence[Operation] = ()
    """The reads that it answers."""
    dialect: Dialect = dialects.OURS
    publish_path: str | None = None
    """Where it takes publications, if it has the subscription."""
    slow: bool = False
    """Whether very many subscribers would take minutes for each event."""


OURS = Target(
    key="ours",
    name="this server",
    command=[str(Path(sys.executable).parent / "ikdoemee"), "serve", "--port", "0"],
    operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY, DETAIL),
    publish_path="/graphql",
)
PLAIN = Target(
    key="plain",
    name="plain Strawberry",
    command=[sys.executable, "-m", "benchmarks.servers.plain"],
    operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY, DETAIL),
    publish_path="/graphql",
    slow=True,
)
HANDWRITTEN = Target(
    key="handwritten",
    name="hand-written, no GraphQL",
    command=[sys.executable, "-m", "benchmarks.servers.handwritten"],
    operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY),
)

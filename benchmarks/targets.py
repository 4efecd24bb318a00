"""The servers that are measured: what they are, and how each is started."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.operations import COUNTED_TABLE, DETAIL, ONE_ACTIVITY, TABLE, Operation

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "tests" / "clients"
OLDEST_NODE = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One server."""

    key: str
    name: str
    command: Sequence[str]
    operations: Sequence[Operation] = ()
    """The reads that it answers."""
    publish_path: str | None = None
    """Where it takes publications, if it has the subscription."""


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
)
HANDWRITTEN = Target(
    key="handwritten",
    name="hand-written, no GraphQL",
    command=[sys.executable, "-m", "benchmarks.servers.handwritten"],
    operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node that is recent enough, and the packages that the peer needs."""

    program: str
    version: str


def find_node() -> Node | None:
    """Return the Node that set-up installed, else the machine's; None without one, or without the packages."""
    if not all((PACKAGES / "node_modules" / name).is_dir() for name in ("graphql", "graphql-ws", "ws")):
        return None
    for folder in (str(Path(sys.executable).parent), None):
        found = shutil.which("node", path=folder)
        if found is None:
            continue
        asked = [found, "-p", "process.versions.node + ' ' + process.execPath"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - found above
        version, _, program = done.stdout.strip().partition(" ")
        if done.returncode == 0 and int(version.partition(".")[0]) >= OLDEST_NODE:
            # Not `found`: that may be a script that starts Node, and would be measured in its place.
            return Node(program=program, version=version)
    return None


def node_peer(node: Node) -> Target:
    """Return the server on Node."""
    script = Path(__file__).parent / "peers" / "graphql_ws.mjs"
    return Target(
        key="node",
        name="Node, graphql-ws",
        command=[node.program, str(script), str(PACKAGES), str(ROOT / "schema.graphql")],
        publish_path="/publish",
    )

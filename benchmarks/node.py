"""The servers on Node: which Node, and how each is started."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.operations import COUNTED_TABLE, ONE_ACTIVITY, TABLE
from benchmarks.postgraphile import POSTGRAPHILE
from benchmarks.targets import ROOT, Target

PEERS = Path(__file__).parent / "peers"
PACKAGES = ("mercurius", "fastify", "graphql-yoga", "postgraphile", "graphql", "pg", "fast-jwt", "graphql-ws", "ws")
OLDEST_NODE = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A Node that is recent enough, with the packages that the peers need."""

    program: str
    version: str


def find_node() -> Node | None:
    """Return the Node that set-up installed, else the machine's; None without one, or without the packages."""
    if not all((PEERS / "node_modules" / name).is_dir() for name in PACKAGES):
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


def reading_peers(node: Node) -> Sequence[Target]:
    """Return the servers that answer reads."""
    return [
        Target(
            key="mercurius",
            name="Mercurius, jit",
            command=[node.program, str(PEERS / "mercurius.mjs")],
            operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY),
        ),
        Target(
            key="yoga",
            name="graphql-yoga",
            command=[node.program, str(PEERS / "yoga.mjs")],
            operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY),
        ),
        Target(
            key="postgraphile",
            name="PostGraphile",
            command=[node.program, str(PEERS / "postgraphile.mjs")],
            operations=(TABLE, COUNTED_TABLE, ONE_ACTIVITY),
            dialect=POSTGRAPHILE,
        ),
    ]


def fanout_peer(node: Node) -> Target:
    """Return the server that has the subscription."""
    return Target(
        key="node",
        name="Node, graphql-ws",
        command=[node.program, str(PEERS / "graphql_ws.mjs"), str(ROOT / "schema.graphql")],
        publish_path="/publish",
    )

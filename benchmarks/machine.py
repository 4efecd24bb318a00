"""Where it was measured."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import orjson

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.node import PACKAGES, PEERS, Node

PYTHON_PACKAGES = (
    "strawberry-graphql", "graphql-core", "SQLAlchemy", "asyncpg", "uvicorn", "uvloop", "httptools", "websockets",
    "orjson", "starlette", "joserfc", "broadcaster",
)  # fmt: skip

Facts = Sequence[tuple[str, str]]


def facts(database: Database, cores: Cores, node: Node | None, load_before: float) -> Facts:
    """Return what a reader needs to know of the machine and the software."""
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores, {_memory()} GiB"),
        ("cores used", f"server {_listed(cores.server)}; load and PostgreSQL {_listed(cores.load)}"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("load average", f"{load_before:.1f} before the run, on an idle machine 0"),
        ("ikdoemee", version("ikdoemee")),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("Python packages", ", ".join(f"{name} {version(name)}" for name in PYTHON_PACKAGES)),
        ("PostgreSQL", f"{database.version}, fsync {database.fsync}"),
        ("Node", f"{node.version}; {_node_packages()}" if node else "not found, so not measured"),
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _listed(cores: frozenset[int]) -> str:
    return "core " + ", ".join(map(str, sorted(cores)))


def _node_packages() -> str:
    found = []
    for name in PACKAGES:
        described = orjson.loads((PEERS / "node_modules" / name / "package.json").read_bytes())
        found.append(f"{name} {described['version']}")
    return ", ".join(found)

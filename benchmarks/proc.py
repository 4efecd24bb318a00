"""What the kernel says of processes: their CPU time and their memory."""

import os
from collections.abc import Collection
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


class _Stat:
    """The fields of `/proc/<pid>/stat` that count here."""

    def __init__(self, pid: int) -> None:
        text = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        # The name stands in parentheses and may hold anything, spaces and parentheses too.
        self.name = text[text.index("(") + 1 : text.rindex(")")]
        fields = text[text.rindex(")") + 2 :].split()
        self.parent = int(fields[1])
        self.ticks = sum(map(int, fields[11:15]))
        """User and system time, with that of children which ended."""


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process, of its descendants, and of those that it waited for."""
    stats = _all()
    family = _family(pid, stats)
    return sum(stats[member].ticks for member in family if member in stats) / _TICK


def family_of(pid: int) -> list[int]:
    """Return a process and its descendants."""
    return _family(pid, _all())


def parent_of(pid: int, *, name: str) -> int | None:
    """Return the parent of a process with this name; None where the process is not on this machine."""
    try:
        stat = _Stat(pid)
    except (OSError, ValueError):
        return None
    return stat.parent if stat.name == name else None


def resident_kib(pid: int) -> int:
    """Return the memory of a process that is in RAM."""
    for line in (_PROC / str(pid) / "status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def busy_seconds(cores: Collection[int]) -> float:
    """Return how long cores were not idle since the start, whoever kept them busy: the host of the machine too."""
    wanted = {f"cpu{core}" for core in cores}
    ticks = 0
    for line in (_PROC / "stat").read_text(encoding="utf-8").splitlines():
        name, *fields = line.split()
        if name in wanted:
            user, nice, system, _idle, _waiting, irq, softirq, steal = map(int, fields[:8])
            ticks += user + nice + system + irq + softirq + steal
    return ticks / _TICK


def _all() -> dict[int, _Stat]:
    found: dict[int, _Stat] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdecimal():
            try:
                found[int(entry.name)] = _Stat(int(entry.name))
            except (OSError, ValueError):
                # It ended while we looked.
                continue
    return found


def _family(pid: int, stats: dict[int, _Stat]) -> list[int]:
    children: dict[int, list[int]] = {}
    for each, stat in stats.items():
        children.setdefault(stat.parent, []).append(each)
    family, waiting = [], [pid]
    while waiting:
        member = waiting.pop()
        family.append(member)
        waiting.extend(children.get(member, ()))
    return family

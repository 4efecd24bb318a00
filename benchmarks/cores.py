"""Which core does what: the measured server has one to itself, the load and PostgreSQL have the others."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.proc import family_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """A division of the cores that this process may use."""

    server: frozenset[int]
    load: frozenset[int]

    @property
    def shared(self) -> bool:
        """Whether there was only one core to divide."""
        return self.server == self.load


def divide() -> Cores:
    """Return the division for this machine."""
    first, *others = sorted(os.sched_getaffinity(0))
    return Cores(server=frozenset({first}), load=frozenset(others or {first}))


def pin(pid: int, cores: Iterable[int]) -> None:
    """Keep a process and its descendants on these cores."""
    for member in family_of(pid):
        # One that ended meanwhile needs no core.
        with suppress(ProcessLookupError):
            os.sched_setaffinity(member, cores)

"""The rules of sending a mail: what can come of an attempt, and when there is another one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)
"""How long a mail is left to the process that tries it: two minutes to connect and to send at most, and what the clocks
of processes may differ."""
MOST_ATTEMPTS = 16
"""Attempts before a mail is given up: with the waits between them, some two and a half days."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Sent:
    """The mail server took it."""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Not now; `reason` names no person and no address."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not now and not later; `reason` names no person and no address."""

    reason: str


Attempt = Sent | TryAgain | Refused


def next_attempt(attempts: int, *, at: datetime, chance: float) -> datetime | None:
    """Return when a mail is tried again after so many attempts, or None if it is given up.

    The wait doubles each time. `chance`, from 0 to 1, takes up to half of it away, so that what failed together does
    not come back together.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    longest = min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)
    return at + longest * (1 - chance / 2)

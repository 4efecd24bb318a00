"""How often one sender may do something: counted in the memory of one process, and forgotten with the time."""

import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta

MOST_SENDERS = 10_000
"""Counted at once; one more pushes out whoever began to count first."""


class Throttle:
    """Lets each sender do something so many times within a time that begins with the first.

    It keeps no senders, only digests under a secret that this process makes up and never tells. Several processes count
    each for themselves, so a sender who reaches all of them may do as much in each; a process that starts again counts
    from nothing. Who commands more addresses than are counted at once is not stopped here.
    """

    def __init__(self, *, times: int, within: timedelta, secret: str, most: int = MOST_SENDERS) -> None:
        self._times = times
        self._within = within
        self._secret = secret.encode()
        self._most = most
        self._counted: OrderedDict[bytes, tuple[datetime, int]] = OrderedDict()
        """When each began, and how often they did it since; in the order in which they began."""

    def __len__(self) -> int:
        return len(self._counted)

    def take(self, sender: str | None, *, at: datetime) -> bool:
        """Use one of the times that a sender has, unless none is left; who cannot be told apart is not counted."""
        if sender is None:
            return True
        self._forget(at)
        key = hashlib.blake2b(sender.encode(errors="replace"), key=self._secret, digest_size=16).digest()
        since, times = self._counted.get(key, (at, 0))
        if times >= self._times:
            return False
        self._counted[key] = since, times + 1
        if len(self._counted) > self._most:
            self._counted.popitem(last=False)
        return True

    def _forget(self, at: datetime) -> None:
        while self._counted:
            since, _ = next(iter(self._counted.values()))
            if at - since < self._within:
                return
            self._counted.popitem(last=False)

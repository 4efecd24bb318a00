"""What the provider remembers: in memory, each thing for a while, and never more than so many."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Things by a secret name; when there are too many, the oldest goes."""

    def __init__(self, now: Callable[[], datetime], *, lifetime: timedelta, most: int = 1000) -> None:
        self._now = now
        self._lifetime = lifetime
        self._most = most
        self._things: OrderedDict[str, tuple[datetime, T]] = OrderedDict()

    def put(self, name: str, thing: T, *, lifetime: timedelta | None = None) -> None:
        """Keep something, in place of what had its name."""
        self._things.pop(name, None)
        self._things[name] = self._now() + (lifetime or self._lifetime), thing
        if len(self._things) > self._most:
            self._things.popitem(last=False)

    def get(self, name: str | None) -> T | None:
        """Return what is kept under a name, unless its time is over."""
        until, thing = self._things.get(name or "", (None, None))
        return thing if until is not None and self._now() < until else None

    def take(self, name: str | None) -> T | None:
        """Return what is kept under a name, and keep it no longer."""
        thing = self.get(name)
        self._things.pop(name or "", None)
        return thing

    def forget(self, chosen: Callable[[T], bool]) -> None:
        """Drop everything of which this is true."""
        for name in [name for name, (_, thing) in self._things.items() if chosen(thing)]:
            del self._things[name]

    def __len__(self) -> int:
        return len(self._things)

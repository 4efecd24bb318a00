"""Following the Meldingen of a territory: first what was missed, then what happens, without gap or double."""

import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Protocol

from domain.meldingen.cursors import within
from domain.meldingen.model import LogPosition, Melding, MeldingKind
from domain.territories.model import Nis
from realtime.bell import Bell

BATCH = 100
HEARTBEAT = 25.0
"""Seconds between signs of life; proxies cut what is silent for longer."""
LOOK_AGAIN, LOOK_AGAIN_SOON = 15.0, 3.0
"""Seconds after which the database is read without a ring; soon when other processes cannot be heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """The next Melding."""

    melding: Melding


@dataclass(frozen=True, slots=True, kw_only=True)
class UpToDate:
    """Everything up to a place was sent; resume from there."""

    position: LogPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The place to resume from is not in this log; read the list, then follow from `oldest` or from a newer place."""

    oldest: LogPosition


class MeldingSource(Protocol):
    """The log, as a stream reads it."""

    async def head(self, territory: Nis) -> LogPosition:
        """Return the last place in the log of a territory."""
        ...

    async def after(
        self, position: LogPosition, *, reader: str | None, kinds: frozenset[MeldingKind], limit: int
    ) -> tuple[list[Melding], LogPosition]:
        """Return what comes after a place, and the place up to which that is everything."""
        ...


async def follow(
    territory: Nis,
    *,
    after: LogPosition | None,
    kinds: frozenset[MeldingKind],
    reader: str | None,
    source: MeldingSource,
    bell: Bell,
    check: Callable[[], None],
) -> AsyncGenerator[Arrived | UpToDate | Gap]:
    """Follow a territory from a place, or from now on.

    The log itself is the buffer: nothing is queued for a slow reader, who simply reads later pages. `check` is called
    before each batch and raises when the reader may no longer read. Ends when the server stops.
    """
    # Listen first: what is written between reading the log and waiting for the bell rings it.
    with bell.listening(territory) as ear:
        head = await source.head(territory)
        if after is not None and not within(after, head):
            yield Gap(oldest=LogPosition(territory=territory, epoch=head.epoch, sequence=0))
            return
        position = after or head
        spoken: float | None = None
        while not bell.closed:
            ear.clear()
            check()
            batch, position = await source.after(position, reader=reader, kinds=kinds, limit=BATCH)
            for melding in batch:
                yield Arrived(melding=melding)
            if len(batch) == BATCH:
                continue
            now = time.monotonic()
            if spoken is None or now - spoken >= HEARTBEAT:
                yield UpToDate(position=position)
                spoken = now
            look_again = LOOK_AGAIN if bell.healthy else LOOK_AGAIN_SOON
            await ear.wait(min(look_again, max(spoken + HEARTBEAT - now, 0.0)))

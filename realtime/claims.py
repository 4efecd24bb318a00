"""Following the claims on a territory: all that stand, whenever they are others than before."""

import time
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from typing import Protocol

from domain.claims.model import LiveClaim
from domain.territories.model import Nis
from realtime.bell import Bell
from realtime.channels import ClaimsOn
from realtime.stream import HEARTBEAT, LOOK_AGAIN, LOOK_AGAIN_SOON

MOST_LIVE = 100
"""Claims that are shown at once; no territory has that many moderators at work."""


class ClaimSource(Protocol):
    """The claims, as a stream reads them."""

    async def live(self, territory: Nis, *, at: datetime, most: int) -> Sequence[LiveClaim]:
        """Return the claims that stand on a territory at a moment."""
        ...


async def follow_claims(
    territory: Nis,
    *,
    source: ClaimSource,
    bell: Bell,
    check: Callable[[], None],
    now: Callable[[], datetime],
) -> AsyncGenerator[Sequence[LiveClaim]]:
    """Follow the claims on a territory: the whole set at once, then again after each change, or as a sign of life.

    Nothing can be missed or come twice: each set is all there is to know. `check` is called before each look and
    raises when the reader may no longer read. Ends when the server stops.
    """
    shown: Sequence[LiveClaim] | None = None
    spoken = 0.0
    # Listen first: what changes between reading and waiting for the bell rings it.
    with bell.listening(ClaimsOn(territory=territory)) as ear:
        while not bell.closed:
            ear.clear()
            check()
            at = now()
            live = await source.live(territory, at=at, most=MOST_LIVE)
            if live != shown or time.monotonic() - spoken >= HEARTBEAT:
                yield live
                shown, spoken = live, time.monotonic()
            # Nobody rings when a claim ends by itself.
            ends = min(((each.claim.until - at).total_seconds() for each in live), default=HEARTBEAT)
            look_again = LOOK_AGAIN if bell.healthy else LOOK_AGAIN_SOON
            await ear.wait(min(look_again, ends, max(spoken + HEARTBEAT - time.monotonic(), 0.0)))

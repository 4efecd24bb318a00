"""A value from elsewhere that is kept for a while: fetched when it is first needed, once for all who need it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import structlog

from auth.oidc.errors import ProviderUnavailableError

log = structlog.get_logger(__name__)

T = TypeVar("T")

TRY_AGAIN = 10.0
"""Seconds that an old value is used without asking, after a newer one could not be had."""


class Kept(Generic[T]):
    """What `fetch` returned last; asked again after `fresh` seconds, done without for `usable` seconds at most."""

    def __init__(self, fetch: Callable[[], Awaitable[T]], *, fresh: float, usable: float) -> None:
        self._fetch = fetch
        self._fresh = fresh
        self._usable = usable
        self._value: T | None = None
        self._fetched_at = 0.0
        self._ask_at = 0.0
        self._fetching: asyncio.Task[T] | None = None

    async def get(self) -> T:
        """Return the value; raises `ProviderUnavailableError` when there is none that can be used."""
        if self._value is not None and time.monotonic() < self._ask_at:
            return self._value
        try:
            return await self.renewed()
        except ProviderUnavailableError as error:
            if self._value is None or time.monotonic() - self._fetched_at > self._usable:
                raise
            self._ask_at = time.monotonic() + TRY_AGAIN
            log.warning("provider.not_renewed", error=str(error))
            return self._value

    async def renewed(self) -> T:
        """Return the value as it is now."""
        if self._fetching is None:
            self._fetching = asyncio.create_task(self._renew(), name="provider")
        # Others wait for it too.
        return await asyncio.shield(self._fetching)

    async def close(self) -> None:
        """Stop fetching."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait({self._fetching})

    async def _renew(self) -> T:
        try:
            self._value = await self._fetch()
        finally:
            self._fetching = None
        self._fetched_at = time.monotonic()
        self._ask_at = self._fetched_at + self._fresh
        return self._value

"""Feeds of open work, to hand out and to withdraw."""

from typing import Protocol
from uuid import UUID

from domain.work_feeds.model import WorkFeed


class WorkFeeds(Protocol):
    """Private feeds of open work."""

    async def add(self, feed: WorkFeed, token: str, *, most: int) -> bool:
        """Add a feed and the digest of its token, unless its person has `most` already; say whether it was added."""
        ...

    async def remove(self, feed_id: UUID, *, person_id: str) -> bool:
        """Remove a feed of this person and say whether there was one."""
        ...

"""Fields and mutations about private feeds of open work."""

from domain.refusals import NotFound, Refusal, SignInRequired
from domain.territories.model import Nis
from domain.work_feeds.actions import (
    CreateWorkFeed,
    RevokeWorkFeed,
    WorkFeedCreated,
    WorkFeedRevoked,
    create_work_feed,
    revoke_work_feed,
)
from persistence.work_feeds import own_work_feeds
from plans.requests import Some
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of

WORK_FEED_PATH = "/feeds/work/{token}.ics"
"""Where a feed is found by its token."""


def own_feeds(context: Context) -> Some:
    """Ask for the feeds that the viewer made, in whatever capacity."""
    return own_work_feeds(context.services.tools.now())


async def create(context: Context, nis: str, name: str | None, key: str | None) -> WorkFeedCreated | Refusal:
    """Make a feed."""
    return await act(context, "createWorkFeed", key, CreateWorkFeed(territory=Nis(nis), name=name), create_work_feed)


async def revoke(context: Context, feed_id: str, key: str | None) -> WorkFeedRevoked | Refusal:
    """End a feed."""
    found = uuid_of(feed_id, NodeKind.WORK_FEED)
    if found is None:
        if context.actor.person is None:
            return SignInRequired()
        return NotFound(message="Deze agenda bestaat niet of is niet van jou.")
    return await act(context, "revokeWorkFeed", key, RevokeWorkFeed(feed_id=found), revoke_work_feed)

"""Making and revoking private feeds of open work."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.work_feeds import actions
from persistence.read_models.work_feeds import WORK_FEED
from plans.requests import One
from resolvers import work_feeds
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    TooManyRequests,
    refusal_of,
)
from schema.scalars import NisCode
from schema.work_feeds import WorkFeed


@strawberry.input(description="Which open work to follow.")
class CreateWorkFeedInput:
    """Which open work to follow."""

    nis: NisCode = strawberry.field(
        description="NIS code of a territory that the viewer moderates; any other is NotFound."
    )
    name: str | None = strawberry.field(
        default=None, description="Name to tell it from others, at most 100 characters; 'Open werk' without one."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="Which feed to end.")
class RevokeWorkFeedInput:
    """Which feed to end."""

    feed_id: strawberry.ID = strawberry.field(description="Global id of a WorkFeed of the viewer.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The feed is there.")
class WorkFeedCreated:
    """The feed is there."""

    path: str | None = strawberry.field(
        description="Path of the calendar (iCalendar over HTTP GET) on this server. Whoever knows it can read it, "
        "without signing in. It is told this once and kept nowhere: null if the same request, with the same "
        "`idempotencyKey`, was answered before."
    )
    feed_id: strawberry.Private[UUID]

    @reads(WORK_FEED, of=WorkFeed | None, description="The feed; null if it was revoked since.")
    def feed(self, info: strawberry.Info[Context]) -> One:
        """Return the feed."""
        del info
        return One(key=self.feed_id)


@strawberry.type(description="The feed is gone; its address leads nowhere from now on.")
class WorkFeedRevoked:
    """The feed is gone."""

    feed_id: strawberry.ID = strawberry.field(description="Global id that the feed had.")


CreateWorkFeedResult = Annotated[
    WorkFeedCreated
    | NotFound
    | SignInRequired
    | InvalidInput
    | TooManyRequests
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("CreateWorkFeedResult", description="Made, or why not."),
]

RevokeWorkFeedResult = Annotated[
    WorkFeedRevoked | NotFound | SignInRequired | InvalidInput | IdempotencyKeyReused,
    strawberry.union("RevokeWorkFeedResult", description="Revoked, or why not."),
]


@strawberry.type
class WorkFeedMutations:
    """What changes feeds of open work."""

    @strawberry.mutation(
        description="Make a private calendar of what waits on a territory: drafts from UiTdatabank to decide on, and "
        "activities with open reports. It works without signing in for at most 400 days, also if the viewer stops "
        "moderating; at most 10 a person."
    )
    async def create_work_feed(
        self,
        info: strawberry.Info[Context],
        input: Annotated[CreateWorkFeedInput, about("What to do.")],
    ) -> CreateWorkFeedResult:
        """Make a feed."""
        outcome = await work_feeds.create(info.context, input.nis, input.name, input.idempotency_key)
        if not isinstance(outcome, actions.WorkFeedCreated):
            return cast("CreateWorkFeedResult", refusal_of(outcome))
        path = work_feeds.WORK_FEED_PATH.replace("{token}", outcome.token) if outcome.token is not None else None
        return WorkFeedCreated(path=path, feed_id=outcome.feed_id)

    @strawberry.mutation(description="End a private calendar of open work of one's own, at once.")
    async def revoke_work_feed(
        self,
        info: strawberry.Info[Context],
        input: Annotated[RevokeWorkFeedInput, about("What to do.")],
    ) -> RevokeWorkFeedResult:
        """End a feed."""
        outcome = await work_feeds.revoke(info.context, input.feed_id, input.idempotency_key)
        if not isinstance(outcome, actions.WorkFeedRevoked):
            return cast("RevokeWorkFeedResult", refusal_of(outcome))
        return WorkFeedRevoked(feed_id=strawberry.ID(encode_id(NodeKind.WORK_FEED, outcome.feed_id)))

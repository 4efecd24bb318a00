"""Claiming activities, and following the claims of colleagues."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.claims.actions import Claimed
from domain.claims.model import LiveClaim
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import claims
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import IDEMPOTENCY_KEY, ModeratedTerritory, about
from schema.authors import Author
from schema.reading import reads
from schema.refusals import (
    AlreadyClaimed,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    refusal_of,
)


@strawberry.input(description="Which activity the viewer is looking at.")
class ClaimActivityInput:
    """What to claim."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    release: bool = strawberry.field(
        default=False, description="True: the viewer no longer looks at it. A colleague's claim stays as it is."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="Colleagues see that the viewer is looking at the activity, or no longer do.")
class ActivityClaimed:
    """Claimed, or let go of."""

    activity_id: strawberry.Private[UUID]

    @reads(
        ACTIVITY,
        of=Activity | None,
        description="The activity as it is now; null if the viewer may no longer see it.",
    )
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


ClaimActivityResult = Annotated[
    ActivityClaimed
    | NotFound
    | SignInRequired
    | NotAllowed
    | AlreadyClaimed
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("ClaimActivityResult", description="Claimed, or why not."),
]


@strawberry.type
class ClaimMutations:
    """Claiming."""

    @strawberry.mutation(
        description="Tell colleagues that the viewer, a moderator, is looking at an activity. A claim stands for ten "
        "minutes; claiming again goes on from now. It ends with `release`, with a decision on the activity, or by "
        "itself."
    )
    async def claim_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ClaimActivityInput, about("What to do.")],
    ) -> ClaimActivityResult:
        """Claim an activity."""
        outcome = await claims.claim(info.context, input.activity_id, release=input.release, key=input.idempotency_key)
        if isinstance(outcome, Claimed):
            return ActivityClaimed(activity_id=outcome.activity_id)
        return cast("ClaimActivityResult", refusal_of(outcome))


@strawberry.type(description="A claim that stands, and the activity that it is on.")
class ActivityClaim:
    """A claim on an activity."""

    activity_id: strawberry.Private[UUID]
    by: Author = strawberry.field(description="Who is looking at the activity.")
    until: datetime = strawberry.field(description="Until when the claim stands, unless they let go or go on.")

    @reads(ACTIVITY, of=Activity | None, description="The activity; null if it was deleted meanwhile.")
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)

    @classmethod
    def of(cls, live: LiveClaim, *, organisation_id: UUID | None) -> "ActivityClaim":
        """Show a claim to somebody who acts for an organisation."""
        claim = live.claim
        return cls(activity_id=live.activity_id, by=Author.of(claim.by.shown_to(organisation_id)), until=claim.until)


@strawberry.type
class ClaimSubscriptions:
    """Following claims."""

    @strawberry.subscription(
        description="Claims on a territory that the viewer moderates: all that stand (100 at most) at once, and all "
        "again whenever they change and about every 25 seconds as a sign of life. Each list takes the place of the "
        "one before. Errors: NOT_FOUND, TOKEN_EXPIRED."
    )
    async def activity_claims(
        self,
        info: strawberry.Info[Context],
        nis: ModeratedTerritory,
    ) -> AsyncGenerator[list[ActivityClaim], None]:
        """Follow the claims on a territory."""
        async with aclosing(claims.live(info.context, nis)) as events:
            async for event in events:
                organisation_id = info.context.actor.organisation_id
                yield [ActivityClaim.of(live, organisation_id=organisation_id) for live in event]

"""Claiming activities, and following the claims on a territory."""

from collections.abc import AsyncGenerator, Sequence

from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.claims.actions import ClaimActivity, Claimed, claim_activity
from domain.claims.model import LiveClaim
from domain.refusals import Refusal
from domain.territories.model import Nis
from persistence.claims import ClaimReader
from realtime.claims import follow_claims
from resolvers.acting import act
from resolvers.context import Context
from resolvers.following import check_follower
from resolvers.ids import NodeKind, uuid_of


async def claim(context: Context, activity_id: str, *, release: bool, key: str | None) -> Claimed | Refusal:
    """Claim an activity, or let go of it."""
    known = uuid_of(activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    command = ClaimActivity(activity_id=known, release=release)
    return await act(context, "claimActivity", key, command, claim_activity)


def live(context: Context, nis: str) -> AsyncGenerator[Sequence[LiveClaim]]:
    """Follow the claims on a territory that the viewer moderates."""
    territory = Nis(nis)
    check_follower(context, territory)
    return follow_claims(
        territory,
        source=ClaimReader(context.services.rows),
        bell=context.services.bell,
        check=lambda: check_follower(context, territory),
        now=context.services.tools.now,
    )

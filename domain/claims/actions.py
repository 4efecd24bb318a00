"""Claiming an activity, going on with it, and letting go."""

from dataclasses import dataclass
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.claims.model import Claim
from domain.claims.rules import claimed, may_claim
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimActivity:
    """Tell colleagues that one looks at an activity, or no longer does."""

    activity_id: UUID
    release: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claim stands, or nothing of one's own is left."""

    activity_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.activity_id)


async def claim_activity(command: ClaimActivity, acting: Acting) -> Claimed | Refusal:
    """Claim an activity for a while, or renew or release one's claim; a colleague's claim stays as it is."""
    actor, now = acting.actor, acting.tools.now()
    person = actor.person
    if person is None:
        return SignInRequired()
    outcome = Claimed(activity_id=command.activity_id)

    async def claim(work: UnitOfWork) -> Claimed | Refusal:
        # The activity stays locked, so that of two who claim it at once the second finds the claim of the first.
        activity = await work.activities.get(command.activity_id)
        if activity is None:
            return UNKNOWN_ACTIVITY
        if (refusal := may_claim(activity, by=actor)) is not None:
            return refusal
        present = await work.claims.get(activity.id)
        wanted = claimed(present, person=person, by=actor, at=now)
        if command.release:
            if present is not None and isinstance(wanted, Claim):
                await work.claims.release([activity])
            return outcome
        if not isinstance(wanted, Claim):
            return wanted
        await work.claims.hold(activity, wanted, at=now)
        return outcome

    async def again(_work: UnitOfWork, _answer: str) -> Claimed | Refusal:
        return outcome

    return await carry_out(acting, claim, again=again)

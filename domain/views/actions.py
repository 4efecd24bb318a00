"""Counting that somebody opened an activity: once for each visitor and day, without storing who.

Stored is, until the day in Brussels is over, a digest of the activity and the visitor (the person who signed in, else
the address and the browser) under a random salt of that day. No address, no browser and no person is stored, and two
digests do not tell that the same visitor opened two activities. Whoever has the database can try addresses and persons
against the digests of today; the salt goes with the first view of the next day, or within the hour after midnight, and
with it the way to try. The digests follow; what stays is the number. Only a copy of the database that somebody made
during the day still holds both.
"""

from dataclasses import dataclass
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.visibility import ActivityVisibility
from domain.ports import UnitOfWork
from domain.refusals import Refusal, TooManyRequests
from domain.schedules.local_time import as_local
from domain.throttling import Throttle
from domain.views.rules import counts
from domain.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """Say that an activity was opened. Who did is no part of it: commands are remembered under idempotency keys."""

    activity_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRecorded:
    """It was counted, unless it was before or does not count."""

    activity_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.activity_id)


async def record_view(
    command: RecordView, acting: Acting, *, visitor: Visitor, throttle: Throttle
) -> ViewRecorded | Refusal:
    """Count a view of an activity that the visitor may see, if it counts and is the first of the day."""
    actor, now, activity_id = acting.actor, acting.tools.now(), command.activity_id

    async def record(work: UnitOfWork) -> ViewRecorded | Refusal:
        viewed = await work.views.viewed(activity_id)
        if viewed is None or not ActivityVisibility.of(actor).covers(
            viewed.status, viewed.territory, viewed.organisation_id
        ):
            return UNKNOWN_ACTIVITY
        if counts(viewed, by=actor):
            if not throttle.take(visitor.sender, at=now):
                return TooManyRequests(message="Je hebt vandaag al heel veel activiteiten bekeken.")
            day = as_local(now).date()
            salt = await work.views.salt(day, fresh=acting.tools.new_secret())
            await work.views.count(activity_id, visitor.digest(salt, activity_id), day=day)
        return ViewRecorded(activity_id=activity_id)

    async def again(_work: UnitOfWork, _answer: str) -> ViewRecorded | Refusal:
        return ViewRecorded(activity_id=activity_id)

    # Looking is free, also before accepting anything.
    return await carry_out(acting, record, again=again, bound_by_terms=False)

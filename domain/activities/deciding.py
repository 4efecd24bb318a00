"""Deciding on one activity: put it online, take it off, delete it."""

import json
from dataclasses import dataclass
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.decisions import DELETE, PUBLISH, UNPUBLISH, Decision, Grounds, enacted, judged
from domain.activities.publishing import StatusChanged
from domain.ports import UnitOfWork
from domain.refusals import Refusal
from domain.undo.model import UndoOffer


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnActivity:
    """Decide on an activity; `rule` cites a publication rule by number."""

    activity_id: UUID
    expected_version: int | None = None
    reason: str | None = None
    rule: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decision stands; a repeated request gets the same way back."""

    activity_id: UUID
    undo: UndoOffer

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return json.dumps(self.undo.as_json())


async def publish_activity(command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    """Put an activity online and tell the moderators of its territory."""
    return await _decide(PUBLISH, command, acting)


async def unpublish_activity(command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    """Take an activity offline; nobody needs to be told, the trace says who did it and why."""
    return await _decide(UNPUBLISH, command, acting)


async def delete_activity(command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    """Delete an activity: nobody finds it any more, and what happened to it stays in the trail."""
    return await _decide(DELETE, command, acting)


async def _decide(decision: Decision, command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    wanted = command.activity_id

    async def decide(work: UnitOfWork) -> Decided | Refusal:
        rules = await work.rules.in_force(acting.tools.now())
        grounds = Grounds.given(command.reason, command.rule, rules)
        if not isinstance(grounds, Grounds):
            return grounds
        outcome = (await judged(work, decision, {wanted: command.expected_version}, acting, rules))[wanted]
        if not isinstance(outcome, StatusChanged):
            return outcome
        return Decided(activity_id=wanted, undo=await enacted(work, decision, [outcome], grounds, acting))

    async def again(_work: UnitOfWork, answer: str) -> Decided | Refusal:
        return Decided(activity_id=wanted, undo=UndoOffer.from_json(json.loads(answer)))

    return await carry_out(acting, decide, again=again)

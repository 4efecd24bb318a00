"""Undoing a decision, on one activity or on many at once: all of it, or nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.model import Activity
from domain.activities.publishing import StatusChanged, has_say, with_status
from domain.audit import AuditAction, AuditEntry
from domain.ports import UnitOfWork
from domain.refusals import NotFound, Refusal, SignInRequired, VersionConflict
from domain.undo.model import UndoStep

UNKNOWN_UNDO = NotFound(message="Dit kan niet of niet meer ongedaan gemaakt worden.")
"""For every token that does not work, whyever: it tells nobody which tokens there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoDecision:
    """Take back the decision that a token stands for."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Everything is what it was."""

    activity_ids: tuple[UUID, ...]

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return json.dumps([str(each) for each in self.activity_ids])


async def undo(command: UndoDecision, acting: Acting) -> Undone | Refusal:
    """Bring back what was before a decision.

    The rules of publishing are not asked: what was online before may be so again. Whether the actor still has a say
    is. Meldingen that were told stay: they are about what happened.
    """
    actor, tools = acting.actor, acting.tools
    person, now = actor.person, tools.now()
    if person is None:
        return SignInRequired()

    async def take_back(work: UnitOfWork) -> Undone | Refusal:
        steps = await work.undos.take(command.token, person_id=person.id, organisation_id=actor.organisation_id, at=now)
        found = await work.activities.get_all([step.activity_id for step in steps])
        if not steps or not all(has_say(each, by=actor) for each in found.values()):
            return UNKNOWN_UNDO
        if (conflict := _changed_since(steps, list(found.values()), organisation_id=actor.organisation_id)) is not None:
            return conflict
        changes = []
        for step in steps:
            before = found[step.activity_id]
            after = replace(with_status(before, step.status, by=actor, at=now).activity, published_at=step.published_at)
            changes.append(StatusChanged(activity=after, before=before))
        restored = [change.activity for change in changes]
        await work.activities.save_all(restored)
        await work.audit.add_all(
            [
                AuditEntry.of_decision(
                    each, entry_id=tools.new_id(), action=AuditAction.UNDONE, by=actor, reason=None, rule=None
                )
                for each in changes
            ]
        )
        await work.claims.release(restored)
        return Undone(activity_ids=tuple(each.id for each in restored))

    async def again(_work: UnitOfWork, answer: str) -> Undone | Refusal:
        return Undone(activity_ids=tuple(UUID(each) for each in json.loads(answer)))

    return await carry_out(acting, take_back, again=again)


def _changed_since(
    steps: Sequence[UndoStep], found: Sequence[Activity], *, organisation_id: UUID | None
) -> VersionConflict | None:
    """Return the conflict with the last change since the decision, if anything changed."""
    left = {step.activity_id: step.version for step in steps}
    changed = [each for each in found if each.version != left[each.id]]
    if not changed:
        return None
    last = max(changed, key=lambda each: each.updated_at)
    return VersionConflict(
        current_version=last.version,
        changed_by=last.updated_by.shown_to(organisation_id),
        changed_at=last.updated_at,
        advice=f"Ongedaan maken kan niet meer: \u201c{last.content.title}\u201d is niet meer zoals je ze achterliet.",
    )

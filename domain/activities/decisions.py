"""The kinds of decisions on activities, and how a decision is judged and carried out, on one activity or on many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.acting import Acting
from domain.activities.model import Activity
from domain.activities.publishing import (
    UNKNOWN_ACTIVITY,
    DecisionRefusal,
    StatusChanged,
    delete,
    publish,
    unpublish,
)
from domain.activities.rules import PublicationRule, Rules
from domain.actors import Actor
from domain.audit import AuditAction, AuditEntry
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput
from domain.texts import UNWRITABLE, is_writable
from domain.undo.model import UNDOABLE_FOR, NewUndo, UndoOffer, UndoStep

MAX_REASON = 1000


class Judge(Protocol):
    """The rule of a decision; see `domain.activities.publishing`."""

    def __call__(
        self, activity: Activity, /, *, by: Actor, at: datetime, rules: Rules, expected_version: int | None
    ) -> StatusChanged | DecisionRefusal:
        """Decide whether it holds."""
        ...


def _unpublish(
    activity: Activity, /, *, by: Actor, at: datetime, rules: Rules, expected_version: int | None
) -> StatusChanged | DecisionRefusal:
    del rules  # what is taken away need not follow them
    return unpublish(activity, by=by, at=at, expected_version=expected_version)


def _delete(
    activity: Activity, /, *, by: Actor, at: datetime, rules: Rules, expected_version: int | None
) -> StatusChanged | DecisionRefusal:
    del rules
    return delete(activity, by=by, at=at, expected_version=expected_version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A kind of decision: its rule, the trace that it leaves, and what the moderators are told."""

    judge: Judge
    action: AuditAction
    done: str
    """What was done, in Dutch."""
    melding: MeldingKind | None = None


PUBLISH = Decision(
    judge=publish, action=AuditAction.PUBLISHED, done="gepubliceerd", melding=MeldingKind.ACTIVITY_PUBLISHED
)
UNPUBLISH = Decision(judge=_unpublish, action=AuditAction.UNPUBLISHED, done="gedepubliceerd")
DELETE = Decision(judge=_delete, action=AuditAction.DELETED, done="verwijderd")


def wrong_reason(reason: str | None) -> InvalidInput | None:
    """Return what is wrong with the reason that somebody gives for a change."""
    if reason is not None and len(reason) > MAX_REASON:
        return InvalidInput.at("reason", f"Gebruik hoogstens {MAX_REASON} tekens.")
    return None if is_writable(reason) else InvalidInput.at("reason", UNWRITABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why somebody decides: in words, and by the publication rule that is cited."""

    reason: str | None
    rule: PublicationRule | None

    @classmethod
    def given(cls, reason: str | None, rule: int | None, rules: Rules) -> "Grounds | InvalidInput":
        """Return the grounds that a client gives, or what is wrong with them; only rules in force can be cited."""
        if (wrong := wrong_reason(reason)) is not None:
            return wrong
        cited = rules.get(rule) if rule is not None else None
        if rule is not None and cited is None:
            return InvalidInput.at("rule", f"Er is geen publicatieregel met nummer {rule}.")
        return cls(reason=reason, rule=cited)


async def judged(
    work: UnitOfWork, decision: Decision, versions: Mapping[UUID, int | None], acting: Acting, rules: Rules
) -> dict[UUID, StatusChanged | DecisionRefusal]:
    """Return what a decision would make of activities, each with the version that is expected of it.

    They are locked until the end of the unit of work, in an order that is the same for everybody.
    """
    actor, now = acting.actor, acting.tools.now()
    found = await work.activities.get_all(versions)
    return {
        each: decision.judge(found[each], by=actor, at=now, rules=rules, expected_version=expected)
        if each in found
        else UNKNOWN_ACTIVITY
        for each, expected in versions.items()
    }


async def enacted(
    work: UnitOfWork, decision: Decision, changes: Sequence[StatusChanged], grounds: Grounds, acting: Acting
) -> UndoOffer:
    """Write what was decided, and return the one way back."""
    await recorded(work, decision, changes, grounds, acting)
    actor, tools = acting.actor, acting.tools
    offer = UndoOffer(token=tools.new_secret(), expires_at=tools.now() + UNDOABLE_FOR)
    await work.undos.add(
        NewUndo(
            offer=offer,
            person_id=actor.person.id if actor.person else None,
            organisation_id=actor.organisation_id,
            steps=tuple(UndoStep.back_to(change.before, change.activity) for change in changes),
        ),
        at=tools.now(),
    )
    return offer


async def recorded(
    work: UnitOfWork, decision: Decision, changes: Sequence[StatusChanged], grounds: Grounds, acting: Acting
) -> None:
    """Write what was decided, leave a trace, tell the moderators, and let go of claims."""
    after = [change.activity for change in changes]
    await work.activities.save_all(after)
    await work.audit.add_all(
        [
            AuditEntry.of_decision(
                change,
                entry_id=acting.tools.new_id(),
                action=decision.action,
                by=acting.actor,
                reason=grounds.reason,
                rule=grounds.rule,
            )
            for change in changes
        ]
    )
    if decision.melding is not None:
        await work.meldingen.add_all(list(_told(decision.melding, after, acting)))
    await work.claims.release(after)


def _told(kind: MeldingKind, activities: Iterable[Activity], acting: Acting) -> Iterable[NewMelding]:
    for activity in activities:
        if activity.territory is not None:
            yield NewMelding(
                id=acting.tools.new_id(),
                territory=activity.territory,
                kind=kind,
                at=activity.updated_at,
                activity_id=activity.id,
                organisation_id=acting.actor.organisation_id,
            )

"""Deciding on an activity: load, decide, save, leave a trace, tell the moderators, commit."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.model import Activity
from domain.activities.publishing import DecisionRefusal, StatusChanged, publish, unpublish
from domain.activities.rules import Rules
from domain.activities.visibility import ActivityVisibility
from domain.audit import AuditAction, AuditEntry
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotFound, Refusal
from domain.texts import UNWRITABLE, is_writable

MAX_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnActivity:
    """Put an activity online or take it off; `rule` cites a publication rule by number."""

    activity_id: UUID
    expected_version: int | None = None
    reason: str | None = None
    rule: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decision stands; a repeated request finds the activity as it is by then."""

    activity: Activity

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.activity.id)


UNKNOWN_ACTIVITY = NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")


def wrong_reason(reason: str | None) -> InvalidInput | None:
    """Return what is wrong with the reason that somebody gives for a change."""
    if reason is not None and len(reason) > MAX_REASON:
        return InvalidInput.at("reason", f"Gebruik hoogstens {MAX_REASON} tekens.")
    return None if is_writable(reason) else InvalidInput.at("reason", UNWRITABLE)


async def publish_activity(command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    """Put an activity online and tell the moderators of its territory."""
    now = acting.tools.now()
    return await _decide(
        command,
        acting,
        lambda activity, rules: publish(
            activity, by=acting.actor, at=now, rules=rules, expected_version=command.expected_version
        ),
        action=AuditAction.PUBLISHED,
        melding=MeldingKind.ACTIVITY_PUBLISHED,
    )


async def unpublish_activity(command: DecideOnActivity, acting: Acting) -> Decided | Refusal:
    """Take an activity offline; nobody needs to be told, the trace says who did it and why."""
    now = acting.tools.now()
    return await _decide(
        command,
        acting,
        lambda activity, _: unpublish(activity, by=acting.actor, at=now, expected_version=command.expected_version),
        action=AuditAction.UNPUBLISHED,
        melding=None,
    )


async def _decide(
    command: DecideOnActivity,
    acting: Acting,
    rule: Callable[[Activity, Rules], StatusChanged | DecisionRefusal],
    *,
    action: AuditAction,
    melding: MeldingKind | None,
) -> Decided | Refusal:
    if (wrong := wrong_reason(command.reason)) is not None:
        return wrong
    actor, tools = acting.actor, acting.tools

    async def decide(work: UnitOfWork) -> Decided | Refusal:
        rules = await work.rules.in_force(tools.now())
        cited = rules.get(command.rule) if command.rule is not None else None
        if command.rule is not None and cited is None:
            return InvalidInput.at("rule", f"Er is geen publicatieregel met nummer {command.rule}.")
        activity = await work.activities.get(command.activity_id)
        if activity is None or not ActivityVisibility.of(actor).includes(activity):
            return UNKNOWN_ACTIVITY
        decision = rule(activity, rules)
        if not isinstance(decision, StatusChanged):
            return decision
        after = decision.activity
        await work.activities.save(after)
        await work.audit.add(
            AuditEntry.of_decision(
                decision, entry_id=tools.new_id(), action=action, by=actor, reason=command.reason, rule=cited
            )
        )
        if melding is not None and after.territory is not None:
            await work.meldingen.add(
                NewMelding(
                    id=tools.new_id(),
                    territory=after.territory,
                    kind=melding,
                    at=after.updated_at,
                    activity_id=after.id,
                    organisation_id=actor.organisation_id,
                )
            )
        return Decided(activity=after)

    async def again(work: UnitOfWork, _answer: str) -> Decided | Refusal:
        activity = await work.activities.get(command.activity_id)
        if activity is None or not ActivityVisibility.of(actor).includes(activity):
            return UNKNOWN_ACTIVITY
        return Decided(activity=activity)

    return await carry_out(acting, decide, again=again)

"""Deciding on an activity: load, decide, save, leave a trace, tell the moderators, commit."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.activities.model import Activity
from domain.activities.publishing import DecisionRefusal, StatusChanged, publish, unpublish
from domain.activities.rules import rule_numbered
from domain.activities.visibility import ActivityVisibility
from domain.actors import Actor
from domain.audit import AuditAction, AuditEntry
from domain.idempotency import KeyedRequest
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import OpenUnitOfWork, Tools
from domain.refusals import IdempotencyKeyReused, InvalidInput, NotFound
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


DecisionOutcome = Decided | DecisionRefusal | InvalidInput | IdempotencyKeyReused


async def publish_activity(
    command: DecideOnActivity,
    *,
    actor: Actor,
    request: KeyedRequest | None,
    open_unit_of_work: OpenUnitOfWork,
    tools: Tools,
) -> DecisionOutcome:
    """Put an activity online and tell the moderators of its territory."""
    return await _decide(
        command,
        lambda activity: publish(activity, by=actor, at=tools.now(), expected_version=command.expected_version),
        action=AuditAction.PUBLISHED,
        melding=MeldingKind.ACTIVITY_PUBLISHED,
        actor=actor,
        request=request,
        open_unit_of_work=open_unit_of_work,
        tools=tools,
    )


async def unpublish_activity(
    command: DecideOnActivity,
    *,
    actor: Actor,
    request: KeyedRequest | None,
    open_unit_of_work: OpenUnitOfWork,
    tools: Tools,
) -> DecisionOutcome:
    """Take an activity offline; nobody needs to be told, the trace says who did it and why."""
    return await _decide(
        command,
        lambda activity: unpublish(activity, by=actor, at=tools.now(), expected_version=command.expected_version),
        action=AuditAction.UNPUBLISHED,
        melding=None,
        actor=actor,
        request=request,
        open_unit_of_work=open_unit_of_work,
        tools=tools,
    )


async def _decide(
    command: DecideOnActivity,
    rule: Callable[[Activity], StatusChanged | DecisionRefusal],
    *,
    action: AuditAction,
    melding: MeldingKind | None,
    actor: Actor,
    request: KeyedRequest | None,
    open_unit_of_work: OpenUnitOfWork,
    tools: Tools,
) -> DecisionOutcome:
    if command.reason is not None and len(command.reason) > MAX_REASON:
        return InvalidInput.at("reason", f"Gebruik hoogstens {MAX_REASON} tekens.")
    if not is_writable(command.reason):
        return InvalidInput.at("reason", UNWRITABLE)
    cited = rule_numbered(command.rule) if command.rule is not None else None
    if command.rule is not None and cited is None:
        return InvalidInput.at("rule", f"Er is geen publicatieregel met nummer {command.rule}.")
    async with open_unit_of_work() as work:
        earlier = await work.answered.claim(request, at=tools.now()) if request is not None else None
        if isinstance(earlier, IdempotencyKeyReused):
            return earlier
        activity = await work.activities.get(command.activity_id)
        if activity is None or not ActivityVisibility.of(actor).includes(activity):
            return NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")
        if earlier is not None:
            return Decided(activity=activity)
        decision = rule(activity)
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
        if request is not None:
            await work.answered.complete(request, str(after.id))
        await work.commit()
    return Decided(activity=after)

"""Entering and changing activities: read the input, decide, save, leave a trace, tell the moderators, commit."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.decisions import wrong_reason
from domain.activities.differences import differences
from domain.activities.editing import Edited, edit, may_create_for, may_edit
from domain.activities.filling_in import UNCHANGED, SubmittedContent
from domain.activities.locations import NOWHERE
from domain.activities.model import Activity, ActivityContent, ActivityStatus, Organiser, Source
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.surroundings import filled_in, home_of
from domain.audit import AuditAction, AuditEntry
from domain.meldingen.model import MeldingKind, NewMelding
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotAllowed, Refusal, SignInRequired
from domain.schedules.filling_in import NO_SCHEDULE


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateActivity:
    """Enter a draft, in the name of an organisation; without one, of that which the actor acts for.

    With an example from "Inspiratie" it begins as a copy of that, and `content` says what is different.
    """

    content: SubmittedContent
    organisation_id: UUID | None = None
    inspiration_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateActivity:
    """Change what an activity says; fields that are left out stay as they are."""

    activity_id: UUID
    changes: SubmittedContent
    expected_version: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The activity stands as it was written."""

    activity_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.activity_id)


async def _again(_work: UnitOfWork, answer: str) -> Written | Refusal:
    return Written(activity_id=UUID(answer))


async def create_activity(command: CreateActivity, acting: Acting) -> Written | Refusal:
    """Enter a draft and tell the moderators of its territory."""
    actor = acting.actor
    if actor.person is None:
        return SignInRequired()
    if actor.organisation is None:
        return NotAllowed(message="Meld je aan voor een organisatie om activiteiten toe te voegen.")
    own = actor.organisation

    async def create(work: UnitOfWork) -> Written | Refusal:
        organisation = await _organisation(work, own, command.organisation_id)
        if organisation is None:
            return NotAllowed(
                message="Je kan enkel activiteiten van je eigen organisatie of je eigen grondgebied toevoegen."
            )
        if (refusal := may_create_for(organisation, by=actor)) is not None:
            return refusal
        empty = ActivityContent(
            title="",
            schedule=NO_SCHEDULE,
            location=replace(NOWHERE, municipality=organisation.municipality),
            organiser=Organiser(name=organisation.name, organisation_id=organisation.id),
        )
        begun, submitted = empty, command.content
        if command.inspiration_id is not None:
            example = await work.inspirations.get(command.inspiration_id)
            if example is None:
                return InvalidInput.at("inspirationId", "Dit voorbeeld bestaat niet (meer).")
            begun = replace(example.content, location=empty.location, organiser=empty.organiser)
        elif submitted.title is UNCHANGED:
            submitted = replace(submitted, title=None)
        content = await filled_in(work, acting, begun, submitted, home=organisation.municipality)
        if not isinstance(content, ActivityContent):
            return content
        now = acting.tools.now()
        activity = Activity(
            id=acting.tools.new_id(),
            content=content,
            status=ActivityStatus.DRAFT,
            version=1,
            source=Source(),
            created_at=now,
            updated_at=now,
            updated_by=actor.author,
        )
        await work.activities.add(activity)
        entry = AuditEntry.of_change(
            activity,
            entry_id=acting.tools.new_id(),
            action=AuditAction.CREATED,
            by=actor,
            changes=differences(empty, content),
        )
        await work.audit.add(entry)
        await _tell(work, acting, activity)
        return Written(activity_id=activity.id)

    return await carry_out(acting, create, again=_again)


async def update_activity(command: UpdateActivity, acting: Acting) -> Written | Refusal:
    """Change what an activity says."""
    actor, tools = acting.actor, acting.tools
    if (wrong := wrong_reason(command.reason)) is not None:
        return wrong

    async def update(work: UnitOfWork) -> Written | Refusal:
        activity = await work.activities.get(command.activity_id)
        if activity is None:
            return UNKNOWN_ACTIVITY
        # Who may not change it hears that, and not what is wrong with their input.
        if (refusal := may_edit(activity, by=actor)) is not None:
            return refusal
        home = await home_of(work, activity, actor)
        content = await filled_in(work, acting, activity.content, command.changes, home=home, path="changes")
        if not isinstance(content, ActivityContent):
            return content
        now = tools.now()
        rules = await work.rules.in_force(now)
        edited = edit(activity, content, by=actor, at=now, rules=rules, expected_version=command.expected_version)
        if not isinstance(edited, Edited):
            return edited
        if edited.activity is not activity:
            await work.activities.rewrite(edited.activity)
            entry = AuditEntry.of_change(
                edited.activity,
                entry_id=tools.new_id(),
                action=AuditAction.CHANGED,
                by=actor,
                reason=command.reason,
                changes=differences(activity.content, edited.activity.content),
            )
            await work.audit.add(entry)
            if edited.activity.territory != activity.territory:
                await _tell(work, acting, edited.activity)
        return Written(activity_id=activity.id)

    return await carry_out(acting, update, again=_again)


async def _organisation(work: UnitOfWork, own: Organisation, organisation_id: UUID | None) -> Organisation | None:
    return own if organisation_id is None else await work.organisations.get(organisation_id)


async def _tell(work: UnitOfWork, acting: Acting, activity: Activity) -> None:
    if activity.territory is not None:
        await work.meldingen.add(
            NewMelding(
                id=acting.tools.new_id(),
                territory=activity.territory,
                kind=MeldingKind.ACTIVITY_REGISTERED,
                at=activity.updated_at,
                activity_id=activity.id,
                organisation_id=activity.content.organiser.organisation_id if activity.content.organiser else None,
            )
        )

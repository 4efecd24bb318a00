"""Switching to another channel: who decides on the access of an organisation notes what its board decided."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.access_rights.administering import UNKNOWN_ORGANISATION, decides_on_access
from domain.access_rights.model import Application
from domain.acting import Acting, carry_out
from domain.audit import Change
from domain.channels.closing import close_beside
from domain.channels.model import Channel
from domain.forms import Form
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, Refusal, SignInRequired, WrongStatus
from domain.schedules.local_time import add_days, day_of

LONGEST_REASON = 1000
LONGEST_CODE = 60
OLDEST_DECISION_DAYS = 3653
"""How long ago a board can have decided: ten years, or somebody mistyped the year."""
MOST_DAYS_AHEAD = 31
"""A switch can be prepared shortly before the board meets that confirms it."""
MOST_SHOWN = 100
"""Grants that an answer shows of those that ended."""

NO_CHANNEL = (
    "Dit is geen digitaal kanaal waarvoor een bestuur kiest. Geef de code van een, zoals LOKET of RELIGIOPOINT."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchChannel:
    """Let an organisation use the application with a code, and no other of its group, as its board decided."""

    organisation_id: UUID
    to: str
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedChannel:
    """The organisation uses the other application; `ended` are the first of `ended_count` grants that ended by it."""

    organisation_id: UUID
    ended: tuple[UUID, ...]
    ended_count: int

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return " ".join(map(str, (self.ended_count, *self.ended)))


async def switch_channel(command: SwitchChannel, acting: Acting) -> SwitchedChannel | Refusal:
    """Begin to use an application, and end the one before with every right that people have in it there."""
    if acting.actor.person is None:
        return SignInRequired()
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    code = form.at("to").line(command.to, most=LONGEST_CODE, missing=NO_CHANNEL)
    check_decided_on(command.decided_on, today=day_of(acting.tools.now()), form=form.at("decidedOn"))

    async def switch(work: UnitOfWork) -> SwitchedChannel | Refusal:
        organisation = (await work.organisations.hold([command.organisation_id])).get(command.organisation_id)
        if organisation is None or not await decides_on_access(work, acting.actor, organisation.id):
            return UNKNOWN_ORGANISATION
        chosen = await _chosen(work, code, form.at("to"))
        if isinstance(chosen, InvalidInput):
            return chosen
        application, group = chosen
        before = await work.channels.current(organisation.id, group)
        if before is not None and before.application == application.code:
            return WrongStatus(message=f"{organisation.name} gebruikt {application.name} al.")
        after = Channel(
            id=acting.tools.new_id(),
            organisation_id=organisation.id,
            application=application.code,
            group=group,
            since=acting.tools.now(),
            decided_by=acting.actor.author,
            decided_on=command.decided_on,
            reason=reason,
        )
        if before is not None:
            await work.channels.save(replace(before, ended_at=after.since))
        await work.channels.add(after)
        await _trace(work, acting, command, before, after)
        ended = await close_beside(work, acting, organisation, begun=after, chosen=application)
        return SwitchedChannel(organisation_id=organisation.id, ended=tuple(ended[:MOST_SHOWN]), ended_count=len(ended))

    async def again(_work: UnitOfWork, answer: str) -> SwitchedChannel | Refusal:
        count, *ended = answer.split()
        return SwitchedChannel(
            organisation_id=command.organisation_id, ended=tuple(map(UUID, ended)), ended_count=int(count)
        )

    return await carry_out(acting, switch, again=again)


def check_decided_on(day: date, *, today: date, form: Form) -> None:
    """Let the form say what is wrong with the day on which a board decided."""
    if day > add_days(today, MOST_DAYS_AHEAD):
        form.wrong("Deze datum ligt meer dan een maand in de toekomst. Schakel over zodra het bestuur beslist heeft.")
    elif day < add_days(today, -OLDEST_DECISION_DAYS):
        form.wrong("Deze datum ligt meer dan tien jaar in het verleden. Kijk het jaartal na.")


async def _chosen(work: UnitOfWork, code: str | None, form: Form) -> tuple[Application, str] | InvalidInput:
    """Return the application with a code and its group, or everything that is wrong with the form."""
    # Codes of applications are in capitals.
    application = await work.access_rights.application(code.upper()) if code is not None else None
    group = application.channel_group if application is not None else None
    if code is not None and group is None:
        form.wrong(NO_CHANNEL)
    if application is None or group is None or form.errors:
        return InvalidInput(fields=tuple(form.errors))
    return application, group


async def _trace(
    work: UnitOfWork, acting: Acting, command: SwitchChannel, before: Channel | None, after: Channel
) -> None:
    await work.access_audit.add(
        AccessAuditEntry.by(
            acting.actor,
            AccessAction.CHANNEL_SWITCHED,
            AccessConcern(organisation_id=after.organisation_id),
            entry_id=acting.tools.new_id(),
            at=after.since,
            reason=after.reason,
            changes=(
                Change(
                    field="channel.application",
                    before=before.application if before else None,
                    after=after.application,
                ),
                Change(field="channel.decidedOn", before=None, after=command.decided_on.isoformat()),
            ),
        )
    )

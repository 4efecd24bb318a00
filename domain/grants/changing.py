"""Changing from when until when somebody has a right."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.access_requests.model import GrantTerms
from domain.access_rights.model import AccessRight
from domain.acting import Acting, carry_out
from domain.actors import HEAD_ADMINISTRATOR_RIGHT
from domain.forms import Form
from domain.grants import mails
from domain.grants.deciding import HEADS_ONLY, OWN_GRANT, is_sole_administrator
from domain.grants.granting import check_begin, check_period, closed_channel, overlap
from domain.grants.holding import UNKNOWN_GRANT, Held, held
from domain.grants.model import Grant, GrantStatus
from domain.grants.telling import tell
from domain.grants.trail import LONGEST_REASON, change_grant
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired, VersionConflict, WrongStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGrantPeriod:
    """Change the days on which a grant holds; `begin` is None for the day on which it begins already."""

    grant_id: UUID
    begin: date | None
    end: date
    reason: str
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPeriodChanged:
    """The grant holds on these days, and on no others."""

    grant_id: UUID
    changed: bool = True

    @property
    def answer(self) -> str | None:
        """What is kept under the idempotency key; nothing if these were its days already."""
        return str(self.grant_id) if self.changed else None


async def change_grant_period(command: ChangeGrantPeriod, acting: Acting) -> GrantPeriodChanged | Refusal:
    """Change a grant of an organisation on whose access one decides, and tell who has it."""
    if acting.actor.person is None:
        return SignInRequired()
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")

    async def change(work: UnitOfWork) -> GrantPeriodChanged | Refusal:
        those = await held(work, [command.grant_id], acting)
        before = those.grants.get(command.grant_id)
        if before is None:
            return UNKNOWN_GRANT
        after = _changed(before, command, those, acting)
        if not isinstance(after, Grant):
            return after
        refusal = await _refusal(work, before, after, those, acting, form)
        if refusal is not None:
            return refusal
        if (before.begin, before.end) == (after.begin, after.end):
            return GrantPeriodChanged(grant_id=before.id, changed=False)
        await change_grant(
            work,
            before,
            after,
            acting,
            reason=reason,
            by_sole_administrator=_is_own(before, acting) and _gives(before, after),
        )
        await tell(work, mails.period_changed, after, those.organisations.get(after.organisation_id), acting)
        return GrantPeriodChanged(grant_id=after.id)

    async def again(_work: UnitOfWork, answer: str) -> GrantPeriodChanged | Refusal:
        return GrantPeriodChanged(grant_id=UUID(answer))

    return await carry_out(acting, change, again=again)


def _changed(
    before: Grant, command: ChangeGrantPeriod, those: Held, acting: Acting
) -> Grant | VersionConflict | WrongStatus:
    if command.expected_version is not None and command.expected_version != before.version:
        return VersionConflict(
            current_version=before.version,
            changed_by=before.changed_by.shown_to(acting.actor.organisation_id),
            changed_at=before.changed_at,
        )
    if before.status_on(those.today) in {GrantStatus.EXPIRED, GrantStatus.REVOKED}:
        return WrongStatus(message="Dit recht is al beëindigd. Ken het opnieuw toe.")
    return replace(
        before,
        version=before.version + 1,
        begin=command.begin or before.begin,
        end=command.end,
        changed_by=acting.actor.author,
        changed_at=acting.tools.now(),
    )


async def _refusal(
    work: UnitOfWork, before: Grant, after: Grant, those: Held, acting: Acting, form: Form
) -> Refusal | None:
    """Return why a grant cannot hold on other days than before."""
    right = await work.access_rights.get(before.right)
    if right is None:
        return UNKNOWN_GRANT
    if after.begin != before.begin:
        check_begin(after.begin, today=those.today, form=form)
    if (before.begin, before.end) != (after.begin, after.end):
        check_period(right, after.begin, after.end, today=those.today, form=form)
    if (wrong := form.refusal) is not None:
        return wrong
    if _gives(before, after) and (refusal := await _no_more(work, right, before, after, those, acting)) is not None:
        return refusal
    return those.put(after)


async def _no_more(
    work: UnitOfWork, right: AccessRight, before: Grant, after: Grant, those: Held, acting: Acting
) -> Refusal | None:
    """Return why nobody gets more days than they had: by the rules of granting."""
    organisation = those.organisations.get(before.organisation_id)
    if organisation is None:
        return WrongStatus(message="Deze organisatie bestaat niet meer.")
    if right.code == HEAD_ADMINISTRATOR_RIGHT and HEAD_ADMINISTRATOR_RIGHT not in acting.actor.rights:
        return HEADS_ONLY
    if _is_own(before, acting) and not await is_sole_administrator(work, organisation.id, acting):
        return OWN_GRANT
    group = right.application.channel_group
    channel = await work.channels.current(organisation.id, group) if group is not None else None
    running = await work.grants.running(before.person.id, organisation.id, right.code, on=min(after.begin, those.today))
    terms = GrantTerms(begin=after.begin, end=after.end, contexts=after.contexts)
    return closed_channel(right, organisation, channel) or overlap(
        terms, [each for each in running if each.id != before.id]
    )


def _gives(before: Grant, after: Grant) -> bool:
    """Whether somebody gets days that they did not have."""
    return after.begin < before.begin or after.end > before.end


def _is_own(grant: Grant, acting: Acting) -> bool:
    return acting.actor.person is not None and grant.person.id == acting.actor.person.key

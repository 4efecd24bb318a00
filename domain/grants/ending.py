"""Ending rights: at once, or on somebody's last working day."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.actors import Actor
from domain.forms import Form
from domain.grants import mails
from domain.grants.holding import UNKNOWN_GRANT, Held, held
from domain.grants.model import Grant, GrantStatus
from domain.grants.telling import tell
from domain.grants.trail import LONGEST_REASON, end_grant
from domain.kept_rows import rows_as_json, rows_from_json
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, Refusal, SignInRequired, WrongStatus
from domain.schedules.dutch import full_date
from domain.schedules.local_time import day_of

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EndGrants:
    """End grants; `end` is the last day on which they hold, None to end them at once."""

    grant_ids: tuple[UUID, ...]
    end: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantsEnded:
    """What became of each grant, in order: its id, or why it was not ended."""

    results: tuple[UUID | Refusal, ...]

    @property
    def answer(self) -> str | None:
        """What is kept under the idempotency key; nothing if nothing changed, so that it may be tried again."""
        return json.dumps(rows_as_json(self.results)) if any(isinstance(each, UUID) for each in self.results) else None


async def end_grants(command: EndGrants, acting: Acting) -> GrantsEnded | Refusal:
    """End each of several grants of the organisations on whose access one decides, and tell who had them."""
    now = acting.tools.now()
    if acting.actor.person is None:
        return SignInRequired()
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if not command.grant_ids:
        form.at("grantIds").wrong("Kies minstens één recht.")
    elif len(command.grant_ids) > MOST_AT_ONCE:
        form.at("grantIds").wrong(f"Kies hoogstens {MOST_AT_ONCE} rechten tegelijk.")
    if command.end is not None and command.end < day_of(now):
        form.at("end").wrong("Deze dag is voorbij. Laat de einddatum leeg om het recht meteen te beëindigen.")
    if (wrong := form.refusal) is not None:
        return wrong

    async def end(work: UnitOfWork) -> GrantsEnded | Refusal:
        those = await held(work, command.grant_ids, acting)
        results: list[UUID | Refusal] = []
        for number, grant_id in enumerate(command.grant_ids):
            if grant_id in those.grants and grant_id in command.grant_ids[:number]:
                results.append(InvalidInput.at(f"grantIds.{number}", "Dit recht staat al eerder in deze lijst."))
                continue
            results.append(await _end(work, those, grant_id, command.end, reason, acting))
        return GrantsEnded(results=tuple(results))

    async def again(_work: UnitOfWork, answer: str) -> GrantsEnded | Refusal:
        return GrantsEnded(results=rows_from_json(json.loads(answer)))

    return await carry_out(acting, end, again=again)


async def _end(
    work: UnitOfWork, those: Held, grant_id: UUID, last: date | None, reason: str, acting: Acting
) -> UUID | Refusal:
    before = those.grants.get(grant_id)
    if before is None:
        return UNKNOWN_GRANT
    after = ended(before, last, by=acting.actor, at=acting.tools.now())
    if not isinstance(after, Grant):
        return after
    if (refusal := those.put(after)) is not None:
        return refusal
    await end_grant(work, before, after, acting, reason=reason)
    await tell(work, mails.ended, after, those.organisations.get(after.organisation_id), acting)
    return after.id


def ended(grant: Grant, last: date | None, *, by: Actor, at: datetime) -> Grant | WrongStatus:
    """Return a grant that ends after its last day, or at once; one that ends before it begins is over at once too."""
    today = day_of(at)
    if grant.status_on(today) in {GrantStatus.EXPIRED, GrantStatus.REVOKED}:
        return WrongStatus(message="Dit recht is al beëindigd.")
    if last is not None and last >= grant.end:
        return WrongStatus(message=f"Dit recht eindigt al op {full_date(grant.end)}.")
    changed = replace(grant, version=grant.version + 1, changed_by=by.author, changed_at=at)
    if last is None or last < grant.begin:
        return replace(changed, revoked_at=at)
    return replace(changed, end=last)

"""Granting a right to people unasked: to each who can have it, with an answer for each of them."""

import json
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.access_audit import AccessConcern
from domain.access_requests.model import GrantTerms
from domain.access_rights.administering import UNKNOWN_ORGANISATION, decides_on_access
from domain.access_rights.model import AccessRight
from domain.acting import Acting, carry_out
from domain.actors import HEAD_ADMINISTRATOR_RIGHT
from domain.channels.model import Channel
from domain.forms import Form
from domain.grants import mails
from domain.grants.deciding import HEADS_ONLY, OWN_GRANT, is_sole_administrator
from domain.grants.granting import Offer, Standing, check_begin, granted, not_on_offer, usual_end
from domain.grants.model import Grant
from domain.grants.receivers import Finder, Found, Receiver, in_turn
from domain.grants.telling import tell
from domain.grants.trail import LONGEST_REASON, add_grant
from domain.kept_rows import rows_as_json, rows_from_json
from domain.organisations.model import Organisation
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired, WrongStatus
from domain.schedules.local_time import day_of
from domain.work_relations.details import employed

MOST_AT_ONCE = 50

UNKNOWN_RIGHT = "Het opgegeven gebruikersrecht is niet gevonden."


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRights:
    """Grant a right for an organisation to people; `begin` is None for today, `end` for as long as usual."""

    organisation_id: UUID
    right: str
    receivers: tuple[Receiver, ...]
    begin: date | None
    end: date | None
    contexts: tuple[str, ...]
    external: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsGranted:
    """What became of each person, in order: the id of the grant, or why there is none."""

    results: tuple[UUID | Refusal, ...]

    @property
    def answer(self) -> str | None:
        """What is kept under the idempotency key; nothing if nobody got anything, so that it may be tried again."""
        return json.dumps(rows_as_json(self.results)) if any(isinstance(each, UUID) for each in self.results) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gift:
    """What everybody gets who can have it, and where."""

    organisation: Organisation
    right: AccessRight
    terms: GrantTerms
    channel: Channel | None
    reason: str
    sole_administrator: bool
    today: date


async def grant_rights(command: GrantRights, acting: Acting) -> RightsGranted | Refusal:
    """Grant a right for an organisation on whose access one decides, and tell who gets it."""
    if acting.actor.person is None:
        return SignInRequired()
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=LONGEST_REASON, missing="Schrijf waarom.")
    if not command.receivers:
        form.at("personIds").wrong("Kies minstens één persoon.")
    elif len(command.receivers) > MOST_AT_ONCE:
        form.at("personIds").wrong(f"Kies hoogstens {MOST_AT_ONCE} personen tegelijk.")
    if (wrong := form.refusal) is not None:
        return wrong

    async def give(work: UnitOfWork) -> RightsGranted | Refusal:
        gift = await _gift(work, command, reason, form, acting)
        if not isinstance(gift, _Gift):
            return gift
        finder = await Finder.of(work, command.receivers, acting, today=gift.today)
        results: dict[int, UUID | Refusal] = {}
        for number in in_turn(command.receivers):
            receiver = command.receivers[number]
            found = await finder.find(work, receiver)
            given = await _give(work, gift, found, receiver.path, acting) if isinstance(found, Found) else found
            results[number] = given.id if isinstance(given, Grant) else given
        return RightsGranted(results=tuple(results[number] for number in sorted(results)))

    async def again(_work: UnitOfWork, answer: str) -> RightsGranted | Refusal:
        return RightsGranted(results=rows_from_json(json.loads(answer)))

    return await carry_out(acting, give, again=again)


async def _gift(work: UnitOfWork, command: GrantRights, reason: str, form: Form, acting: Acting) -> _Gift | Refusal:
    """Return what is granted, or why nobody can get it; nobody else decides on the organisation's access meanwhile."""
    today = day_of(acting.tools.now())
    if not await decides_on_access(work, acting.actor, command.organisation_id):
        return UNKNOWN_ORGANISATION
    organisation = (await work.organisations.hold([command.organisation_id])).get(command.organisation_id)
    if organisation is None:
        return UNKNOWN_ORGANISATION
    right = await work.access_rights.get(command.right)
    if right is None:
        return form.at("right").refused(UNKNOWN_RIGHT)
    if right.code == HEAD_ADMINISTRATOR_RIGHT and HEAD_ADMINISTRATOR_RIGHT not in acting.actor.rights:
        return HEADS_ONLY
    begin = command.begin or today
    terms = GrantTerms(
        begin=begin,
        end=command.end or usual_end(right, begin),
        contexts=command.contexts,
        external=command.external,
    )
    check_begin(begin, today=today, form=form)
    group = right.application.channel_group
    channel = await work.channels.current(organisation.id, group) if group is not None else None
    refusal = not_on_offer(right, organisation, terms, channel, today=today, form=form)
    if refusal is not None:
        return refusal
    return _Gift(
        organisation=organisation,
        right=right,
        terms=terms,
        channel=channel,
        reason=reason,
        sole_administrator=await is_sole_administrator(work, organisation.id, acting),
        today=today,
    )


async def _give(work: UnitOfWork, gift: _Gift, found: Found, path: str, acting: Acting) -> Grant | Refusal:
    """Grant it to one person, or return why they cannot have it; nothing is written about them then."""
    organisation, person = gift.organisation, found.person
    own = acting.actor.person is not None and person.id == acting.actor.person.key
    if own and not gift.sole_administrator:
        return OWN_GRANT
    relation = await work.work_relations.holding(person.id, organisation.id, gift.today)
    if relation is None and found.work is None:
        return WrongStatus(
            message=f"{person.name} heeft nog geen werkrelatie met {organisation.name}. Vul ook in hoe deze persoon er "
            "werkt, met een e-mailadres."
        )
    grant = granted(
        Offer(person=person, organisation=organisation, right=gift.right, terms=gift.terms),
        Standing(
            running=await work.grants.running(person.id, organisation.id, gift.right.code, on=gift.terms.begin),
            channel=gift.channel,
        ),
        by=acting.actor,
        at=acting.tools.now(),
        grant_id=acting.tools.new_id(),
        form=Form(tools=acting.tools, path=path),
    )
    if not isinstance(grant, Grant):
        return grant
    noted = await found.noted(work)
    if relation is None and found.work is not None:
        concern = AccessConcern(organisation_id=organisation.id, person_id=noted.id)
        await employed(work, noted, found.work, concern, acting)
    grant = replace(grant, person=noted)
    await add_grant(work, grant, acting, reason=gift.reason, by_sole_administrator=own)
    await tell(work, mails.granted, grant, organisation, acting)
    return grant

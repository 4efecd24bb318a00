"""The rules of granting a right: pure, refusals are values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.access_requests.model import GrantTerms
from domain.access_rights.model import AccessRight
from domain.actors import Actor
from domain.channels.model import Channel
from domain.forms import Form
from domain.grants.model import Grant
from domain.organisations.model import Organisation
from domain.organisations.target_groups import LABELS
from domain.persons.model import KnownPerson
from domain.refusals import InvalidInput, WrongStatus
from domain.schedules.dutch import counted, period
from domain.schedules.local_time import add_days, day_of

USUAL_DAYS = 731
"""How long a grant lasts if the administrator does not say: two years, one of them a leap year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A right that somebody would get for an organisation; `request_id` names the request that asked for it."""

    person: KnownPerson
    organisation: Organisation
    right: AccessRight
    terms: GrantTerms
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands beside an offer, read under the lock of the organisation."""

    running: Sequence[Grant]
    """Grants of the same right to the same person there, that hold on the first day of the offer or later."""
    channel: Channel | None
    """What the organisation uses now of the channel group of the application; None if nothing, or there is no group."""


def granted(
    offer: Offer, standing: Standing, *, by: Actor, at: datetime, grant_id: UUID, form: Form
) -> Grant | InvalidInput | WrongStatus:
    """Return the grant that an offer becomes.

    Whether `by` may decide, and whether the person works there, is settled before. What is wrong with the terms is
    noted at `contexts`, `begin` and `end` of the form.
    """
    right, terms, organisation = offer.right, offer.terms, offer.organisation
    in_the_way = not_on_offer(right, organisation, terms, standing.channel, today=day_of(at), form=form) or overlap(
        terms, standing.running
    )
    if in_the_way is not None:
        return in_the_way
    return Grant(
        id=grant_id,
        version=1,
        person=offer.person,
        organisation_id=organisation.id,
        right=right.code,
        contexts=tuple(each.code for each in right.contexts if each.code in terms.contexts),
        begin=terms.begin,
        end=terms.end,
        external=terms.external,
        granted_at=at,
        changed_by=by.author,
        changed_at=at,
        request_id=offer.request_id,
    )


def not_on_offer(
    right: AccessRight,
    organisation: Organisation,
    terms: GrantTerms,
    channel: Channel | None,
    *,
    today: date,
    form: Form,
) -> InvalidInput | WrongStatus | None:
    """Return why nobody at an organisation can be granted a right on these terms, whoever it is."""
    chosen_contexts(right, terms.contexts, form.at("contexts"))
    check_period(right, terms.begin, terms.end, today=today, form=form)
    if organisation.target_group not in right.target_groups:
        meant_for = ", ".join(LABELS[each] for each in sorted(right.target_groups))
        form.at("right").wrong(f"Dit recht is bedoeld voor: {meant_for}. {organisation.name} hoort daar niet bij.")
    return form.refusal or closed_channel(right, organisation, channel)


def usual_end(right: AccessRight, begin: date) -> date:
    """Return the last day of a grant if the administrator names none."""
    return add_days(begin, min(USUAL_DAYS, right.longest_days) - 1)


def chosen_contexts(right: AccessRight, codes: Sequence[str], form: Form) -> tuple[str, ...]:
    """Return the contexts with these codes in the order in which the right offers them; the form says what is wrong."""
    offered = [each.code for each in right.contexts]
    if set(codes) - set(offered):
        form.wrong("Kies alleen contexten die bij dit recht horen." if offered else "Dit recht heeft geen contexten.")
    elif offered and not codes:
        form.wrong("Kies minstens één context.")
    return tuple(code for code in offered if code in codes)


def check_period(right: AccessRight, begin: date, end: date, *, today: date, form: Form) -> None:
    """Let the form say what is wrong with a period; both days belong to it."""
    if end < begin:
        form.at("end").wrong("De einddatum ligt voor de begindatum.")
    elif end < today:
        form.at("end").wrong("De einddatum ligt in het verleden.")
    elif (end - begin).days >= right.longest_days:
        longest = counted(right.longest_days, "dag", "dagen")
        form.at("end").wrong(f"Dit recht kan voor hoogstens {longest} na elkaar worden toegekend.")


def check_begin(begin: date, *, today: date, form: Form) -> None:
    """Let the form say that a right cannot be given, or taken, for days that are over."""
    if begin < today:
        form.at("begin").wrong("De begindatum ligt in het verleden.")


def overlap(terms: GrantTerms, running: Sequence[Grant]) -> WrongStatus | None:
    """Return the refusal of a grant for days on which the person has the right already."""
    return next((_has_already(each) for each in running if each.begin <= terms.end and terms.begin <= each.end), None)


def _has_already(grant: Grant) -> WrongStatus:
    when = period(grant.begin, grant.end)
    return WrongStatus(message=f"{grant.person.name} heeft dit recht al {when}. Pas die periode aan.")


def closed_channel(right: AccessRight, organisation: Organisation, channel: Channel | None) -> WrongStatus | None:
    """Return the refusal of a right in a channel that the organisation does not use: it uses one at a time."""
    application = right.application
    if application.channel_group is None or (channel is not None and channel.application == application.code):
        return None
    if channel is None:
        return WrongStatus(
            message=f"{organisation.name} heeft nog geen digitaal kanaal. Leg eerst vast dat het bestuur kiest voor "
            f"{application.name}; daarna kun je dit recht toekennen."
        )
    return WrongStatus(
        message=f"{organisation.name} gebruikt een ander digitaal kanaal. Schakel eerst over naar {application.name}; "
        "daarna kun je dit recht toekennen."
    )

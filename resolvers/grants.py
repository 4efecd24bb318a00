"""Fields and mutations about grants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.grants.changing import ChangeGrantPeriod, GrantPeriodChanged, change_grant_period
from domain.grants.ending import EndGrants, GrantsEnded, end_grants
from domain.grants.giving import GrantRights, RightsGranted, grant_rights
from domain.grants.receivers import Known, New, Receiver
from domain.pages import PageRequest
from domain.refusals import Refusal
from domain.work_relations.details import WorkDetails
from persistence import grant_lists
from plans.requests import Listing
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from resolvers.pages import cursors_checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a client asks, as it says it; people by global ids, or by number and name."""

    organisation_id: str
    right: str
    person_ids: Sequence[str]
    people: Sequence[tuple[str, WorkDetails | None]]
    new_people: Sequence[tuple[str, str, WorkDetails]] = field(repr=False)
    begin: date | None
    end: date | None
    contexts: Sequence[str]
    external: bool
    reason: str
    key: str | None


def own_grants(page: PageRequest) -> Listing:
    """Ask for a page of what the viewer was granted."""
    with cursors_checked():
        return grant_lists.own_grants(page)


def organisation_grants(organisation_id: UUID, page: PageRequest) -> Listing:
    """Ask for a page of who was granted what for an organisation."""
    with cursors_checked():
        return grant_lists.organisation_grants(organisation_id, page)


async def grant(context: Context, wishes: Wishes) -> RightsGranted | Refusal:
    """Grant a right to people."""
    command = GrantRights(
        organisation_id=uuid_or_unknown(wishes.organisation_id, NodeKind.ORGANISATION),
        right=wishes.right,
        receivers=_receivers(context, wishes),
        begin=wishes.begin,
        end=wishes.end,
        contexts=tuple(wishes.contexts),
        external=wishes.external,
        reason=wishes.reason,
    )
    return await act(context, "grantRights", wishes.key, command, grant_rights)


def _receivers(context: Context, wishes: Wishes) -> tuple[Receiver, ...]:
    return (
        *_known("personIds", [(each, None) for each in wishes.person_ids]),
        *_known("people", wishes.people),
        *(
            New(path=f"newPeople.{number}", number_digest=_digest(context, text), name=name, work=work)
            for number, (text, name, work) in enumerate(wishes.new_people)
        ),
    )


def _known(field_name: str, people: Sequence[tuple[str, WorkDetails | None]]) -> Iterator[Known]:
    for number, (global_id, work) in enumerate(people):
        person_id = uuid_or_unknown(global_id, NodeKind.PERSON)
        yield Known(path=f"{field_name}.{number}", person_id=person_id, work=work)


def _digest(context: Context, text: str) -> str | None:
    """Return the digest of a number as soon as it comes in; it goes no further than here."""
    tools = context.services.tools
    number = tools.person_number(text)
    return None if number is None else tools.number_digest(number)


async def end(
    context: Context, grant_ids: Sequence[str], last: date | None, reason: str, key: str | None
) -> GrantsEnded | Refusal:
    """End grants, at once or after a last day."""
    ids = tuple(uuid_or_unknown(each, NodeKind.GRANT) for each in grant_ids)
    return await act(context, "endGrants", key, EndGrants(grant_ids=ids, end=last, reason=reason), end_grants)


async def change_period(context: Context, command: ChangeGrantPeriod, key: str | None) -> GrantPeriodChanged | Refusal:
    """Change when a grant holds."""
    return await act(context, "changeGrantPeriod", key, command, change_grant_period)

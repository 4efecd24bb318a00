"""Organisations: that they exist is public, how many activities they have depends on who asks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import FromClause, func, or_, select

from domain.access_rights.administrators import no_administrator
from domain.activities.model import ActivityStatus
from domain.organisations.counts import ActivityCounts
from domain.organisations.model import OrganisationKind, target_group_of
from domain.organisations.target_groups import TargetGroup
from persistence import viewers
from persistence.activity_policy import visible
from persistence.activity_rows import contacts_of
from persistence.read_models.administrators import ADMINISTRATORS, RECEIVING
from persistence.read_models.channels import channels_of_organisation
from persistence.read_models.figures import organisation_figures
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.tables.activities import activity
from persistence.tables.delegations import delegation
from persistence.tables.organisations import organisation
from plans.among import among
from plans.model import Column, Computed, Declared, Key, Part, ReadModel, ToMany, ToOne
from plans.statements import KEYS

MOST_MANAGERS = 5
"""Organisations that manage the access of one organisation, that are shown."""
_GONE = "Deze organisatie bestaat niet meer. Daarom kan je er geen toegang aanvragen."

_managers = (
    select(
        delegation.c.organisation_id,
        delegation.c.manager_id,
        func.row_number()
        .over(partition_by=delegation.c.organisation_id, order_by=(delegation.c.since, delegation.c.id))
        .label("place"),
    )
    .where(among(delegation.c.organisation_id, KEYS), delegation.c.ended_at.is_(None))
    .subquery("managing_organisations")
)
_by_status = (
    select(activity.c.organisation_id, activity.c.status, func.count().label("number"))
    # Which organisations are meant, said where their activities are: SQLite counts all of them otherwise.
    .where(among(activity.c.organisation_id, KEYS), visible(activity))
    .group_by(activity.c.organisation_id, activity.c.status)
    .subquery("activities_by_status")
)


def _organisation(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "id": Key(of=c.id),
            "name": Column(of=c.name),
            "kbo": Column(of=c.kbo),
            "ovo": Column(of=c.ovo),
            "kind": Column(of=c.kind),
            "registered_at": Column(of=c.registered_at),
            "address": Part(
                fields={name: Column(of=c[name]) for name in ("street", "postcode", "locality")}, present=c.postcode
            ),
            "contacts": Computed(of=contacts_of, inputs=(c.contacts,)),
            "municipality": ToOne(model=lambda: MUNICIPALITY, key=c.municipality),
            "activity_counts": ToMany(
                model=lambda: _COUNT,
                column=_by_status.c.organisation_id,
                folded=(_by_status.c.status, _by_status.c.number),
                fold=_counts,
            ),
            "figures": organisation_figures(table),
            "target_group": Computed(of=_target_group, inputs=(c.target_group, c.kind)),
            "can_receive_access_requests": Computed(of=_can_receive, inputs=(c.ended_on, RECEIVING)),
            "why_not": Computed(of=_why_not, inputs=(c.ended_on, c.target_group, c.kind, RECEIVING)),
            "administrators": ADMINISTRATORS,
            "delegated_to": ToMany(
                model=lambda: _MANAGER, column=_managers.c.organisation_id, order=(_managers.c.place,)
            ),
            "channels": channels_of_organisation(),
        },
        table,
    )


def _manager(table: FromClause) -> Declared:
    managed = _managers.c.organisation_id
    return Declared(
        _organisation(table).fields,
        table.join(_managers, _managers.c.manager_id == table.c.id),
        visible=(_managers.c.place <= MOST_MANAGERS)
        & or_(managed == viewers.ORGANISATION, viewers.administered(managed)),
    )


def _target_group(placed_in: str | None, kind: str) -> TargetGroup:
    return target_group_of(OrganisationKind(kind), TargetGroup(placed_in) if placed_in else None)


def _can_receive(ended_on: date | None, receiving: Sequence[object]) -> bool:
    return ended_on is None and bool(receiving)


def _why_not(ended_on: date | None, placed_in: str | None, kind: str, receiving: Sequence[object]) -> str | None:
    if ended_on is not None:
        return _GONE
    return None if receiving else no_administrator(_target_group(placed_in, kind))


def _counts(rows: Sequence[Sequence[object]]) -> ActivityCounts:
    counted = {ActivityStatus(str(status)): int(str(number)) for status, number in rows}
    return ActivityCounts(
        draft=counted.get(ActivityStatus.DRAFT, 0),
        published=counted.get(ActivityStatus.PUBLISHED, 0),
        unpublished=counted.get(ActivityStatus.UNPUBLISHED, 0),
        expired=counted.get(ActivityStatus.EXPIRED, 0),
    )


ORGANISATION = ReadModel("Organisation", organisation, "id", _organisation)
_MANAGER = ReadModel("Organisation", organisation, "id", _manager)
_COUNT = ReadModel("ActivityCount", _by_status, "organisation_id", lambda table: Declared({}, table))

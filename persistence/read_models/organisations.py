"""Organisations: that they exist is public, how many activities they have depends on who asks."""

from collections.abc import Sequence

from sqlalchemy import FromClause, func, select

from domain.activities.model import ActivityStatus
from domain.organisations.counts import ActivityCounts
from persistence.activity_policy import visible
from persistence.activity_rows import contacts_of
from persistence.read_models.channels import channels_of_organisation
from persistence.read_models.figures import organisation_figures
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.tables.activities import activity
from persistence.tables.organisations import organisation
from plans.among import among
from plans.model import Column, Computed, Declared, Key, Part, ReadModel, ToMany, ToOne
from plans.statements import KEYS

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
            "channels": channels_of_organisation(),
        },
        table,
    )


def _counts(rows: Sequence[Sequence[object]]) -> ActivityCounts:
    counted = {ActivityStatus(str(status)): int(str(number)) for status, number in rows}
    return ActivityCounts(
        draft=counted.get(ActivityStatus.DRAFT, 0),
        published=counted.get(ActivityStatus.PUBLISHED, 0),
        unpublished=counted.get(ActivityStatus.UNPUBLISHED, 0),
        expired=counted.get(ActivityStatus.EXPIRED, 0),
    )


ORGANISATION = ReadModel("Organisation", organisation, "id", _organisation)
_COUNT = ReadModel("ActivityCount", _by_status, "organisation_id", lambda table: Declared({}, table))

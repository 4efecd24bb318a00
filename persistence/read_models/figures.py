"""Figures about activities: counted at once for all owners in an answer, as far as one may see."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, case, func, select

from domain.activities.figures import Figures, TerritoryFigures
from domain.activities.model import ActivityStatus, SourceSystem
from domain.reports.model import ReportStatus
from domain.viewpoints import Viewpoint
from persistence.activity_policy import visible
from persistence.tables.activities import activity
from persistence.tables.reports import report
from persistence.viewers import looks_after
from plans.among import among
from plans.model import Computed, Declared, ReadModel, ToMany
from plans.statements import KEYS

F = TypeVar("F", bound=Figures)
Counted = Sequence[Sequence[Any]]

_WAITING = and_(activity.c.status == ActivityStatus.DRAFT, activity.c.source_system == SourceSystem.UIT)
"""What a source offers and nobody decided on yet."""


def _by_status(owner: ColumnElement[Any], name: str) -> Subquery:
    return (
        select(
            owner.label("owner"),
            activity.c.status,
            func.count().label("number"),
            func.sum(activity.c.views).label("views"),
            func.count(case((_WAITING, 1))).label("waiting"),
            func.min(case((_WAITING, activity.c.created_at))).label("oldest"),
        )
        # Which owners are meant, said where their activities are: SQLite counts all of them otherwise.
        .where(among(owner, KEYS), visible(activity))
        .group_by(owner, activity.c.status)
        .subquery(name)
    )


def _grouped(name: str, counted: Subquery) -> ToMany:
    model = ReadModel(name, counted, "owner", lambda table: Declared({}, table))
    return ToMany(model=lambda: model, column=counted.c.owner, folded=tuple(counted.c)[1:])


_REPORTS_ON_ORGANISATIONS = (
    select(activity.c.organisation_id.label("owner"), func.count().label("number"))
    .join(report, report.c.activity_id == activity.c.id)
    .where(among(activity.c.organisation_id, KEYS), report.c.status == ReportStatus.OPEN, visible(activity))
    .group_by(activity.c.organisation_id)
    .subquery("organisation_reports")
)
# Those on what was deleted since count too: somebody has yet to decide on them.
_REPORTS_ON_TERRITORIES = (
    select(report.c.territory.label("owner"), func.count().label("number"))
    .where(among(report.c.territory, KEYS), report.c.status == ReportStatus.OPEN)
    .group_by(report.c.territory)
    .subquery("territory_reports")
)


_OF_ORGANISATIONS = (
    _grouped("OrganisationActivities", _by_status(activity.c.organisation_id, "organisation_activities")),
    _grouped("OrganisationReports", _REPORTS_ON_ORGANISATIONS),
)
_ON_TERRITORIES = (
    _grouped("TerritoryActivities", _by_status(activity.c.municipality, "territory_activities")),
    _grouped("TerritoryReports", _REPORTS_ON_TERRITORIES),
)
"""Activities by status, and open reports."""


def organisation_figures(table: FromClause) -> Computed:
    """Return the figures of an organisation: for itself and for the moderators of its territory, null for others."""
    return Computed(
        of=_for_those_concerned,
        inputs=(table.c.municipality, table.c.id, *_OF_ORGANISATIONS),
        viewed=True,
    )


def territory_figures() -> Computed:
    """Return the figures of a territory; who sees one at all, moderates it."""
    return Computed(of=_for_moderators, inputs=_ON_TERRITORIES)


def _for_those_concerned(
    municipality: str | None, organisation_id: UUID, activities: Counted, reports: Counted, *, viewpoint: Viewpoint
) -> Figures | None:
    concerned = looks_after(municipality, organisation_id, viewpoint=viewpoint)
    return _figures(Figures, activities, reports) if concerned else None


def _for_moderators(activities: Counted, reports: Counted) -> TerritoryFigures:
    oldest = [since for *_, since in activities if since is not None]
    return replace(
        _figures(TerritoryFigures, activities, reports),
        imports_waiting=sum(waiting for _, _, _, waiting, _ in activities),
        oldest_waiting_since=min(oldest, default=None),
    )


def _figures(kind: type[F], activities: Counted, reports: Counted) -> F:
    return kind.of(
        {ActivityStatus(status): number for status, number, *_ in activities},
        views=sum(views for _, _, views, *_ in activities),
        reports_open=sum(number for (number,) in reports),
    )

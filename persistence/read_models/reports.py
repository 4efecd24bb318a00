"""Reports, as the moderators of their territory and, by tracking code, their reporter find them.

Neither model reads who sent a report; what organisers find stands in `statements_of_reasons`.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause, select

from domain.reports.deciding import needs_colleague
from domain.reports.model import Decision, Proposal
from domain.viewpoints import Viewpoint
from persistence import viewers
from persistence.read_models.activities import ACTIVITY
from persistence.reports import DECISION, PROPOSAL, decision_of, proposal_of
from persistence.tables.activities import activity
from persistence.tables.reports import report
from plans.among import among
from plans.model import Column, Computed, Declared, Key, ReadModel, ToOne


def _report(table: FromClause) -> Declared:
    c = table.c
    organisation = select(activity.c.organisation_id).where(activity.c.id == c.activity_id)
    return Declared(
        {
            "id": Key(of=c.id),
            **{name: Column(of=c[name]) for name in ("status", "reason", "text", "reported_at", "version")},
            "activity": ToOne(model=lambda: ACTIVITY, key=c.activity_id),
            "needs_colleague": Computed(
                of=_needs_colleague, inputs=(organisation.correlate(table).scalar_subquery(),), viewed=True
            ),
            "decision": Computed(of=_decision, inputs=tuple(c[each.name] for each in DECISION), viewed=True),
            "proposal": Computed(of=_proposal, inputs=tuple(c[each.name] for each in PROPOSAL), viewed=True),
        },
        table,
        visible=among(c.territory, viewers.TERRITORIES),
    )


def _needs_colleague(organisation_id: UUID | None, *, viewpoint: Viewpoint) -> bool:
    return needs_colleague(organisation_id, by=viewpoint.actor)


def _decision(*stored: Any, viewpoint: Viewpoint) -> Decision | None:  # noqa: ANN401 - as DECISION says
    found = decision_of(*stored)
    return found and replace(found, by=found.by.shown_to(viewpoint.actor.organisation_id))


def _proposal(*stored: Any, viewpoint: Viewpoint) -> Proposal | None:  # noqa: ANN401 - as PROPOSAL says
    found = proposal_of(*stored)
    return found and replace(found, by=found.by.shown_to(viewpoint.actor.organisation_id))


def _tracked(table: FromClause) -> Declared:
    # Whoever has the code may know this much; whose activity it is about is not part of it.
    return Declared({name: Column(of=table.c[name]) for name in ("status", "decided_at", "explanation")}, table)


REPORT = ReadModel("Report", report, "id", _report)
TRACKED_REPORT = ReadModel("TrackedReport", report, "tracking_digest", _tracked)

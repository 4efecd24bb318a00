"""Reports by visitors, filed and decided on within a unit of work."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import ActorKind, Author
from domain.reports.model import Decision, NewReport, Proposal, Report, ReportOutcome, ReportStatus
from domain.territories.model import Nis
from persistence.activity_rows import author_of, author_to_json
from persistence.tables.reports import report, reporter

_Stored = Mapping[str, str | None] | None
"""An author in a JSON column."""

DECISION = (report.c.status, report.c.explanation, report.c.decided_by, report.c.decided_at)
PROPOSAL = (
    report.c.proposed_outcome,
    report.c.proposed_explanation,
    report.c.proposed_unpublish,
    report.c.proposed_by,
    report.c.proposed_by_person,
    report.c.proposed_at,
)

A_VISITOR = Author(kind=ActorKind.PERSON, name="Een bezoeker")
"""Who filed a report, as far as anybody is told."""


class StoredReports:
    """The reports of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: NewReport) -> None:
        """File a report; the reporter goes into a table of its own, the tracking code only as its digest."""
        await self._connection.execute(
            insert(report).values(
                id=new.id,
                activity_id=new.activity_id,
                territory=new.territory,
                reason=new.reason,
                text=new.text,
                status=ReportStatus.OPEN,
                version=1,
                reported_at=new.reported_at,
                tracking_digest=tracking_digest(new.tracking_code),
            )
        )
        if new.reporter_email is not None:
            await self._connection.execute(insert(reporter).values(report_id=new.id, email=new.reporter_email))

    async def count_since(self, activity_id: UUID, since: datetime) -> int:
        """Count the reports on an activity since a moment."""
        statement = select(func.count()).where(report.c.activity_id == activity_id, report.c.reported_at >= since)
        return int((await self._connection.execute(statement)).scalar_one())

    async def get(self, report_id: UUID) -> Report | None:
        """Return a report and keep others from changing it until this unit of work ends."""
        statement = select(report).where(report.c.id == report_id).with_for_update()
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else _report_of(row)

    async def save(self, saved: Report) -> None:
        """Write the state of a report that was read in this unit of work."""
        decision, proposal = saved.decision, saved.proposal
        await self._connection.execute(
            update(report)
            .where(report.c.id == saved.id)
            .values(
                status=saved.status,
                version=saved.version,
                changed_by=author_to_json(saved.changed_by),
                changed_at=saved.changed_at,
                explanation=decision.explanation if decision else None,
                decided_by=author_to_json(decision.by) if decision else None,
                decided_at=decision.at if decision else None,
                proposed_outcome=proposal.outcome if proposal else None,
                proposed_explanation=proposal.explanation if proposal else None,
                proposed_unpublish=proposal.unpublish if proposal else None,
                proposed_by=author_to_json(proposal.by) if proposal else None,
                proposed_by_person=proposal.person_id if proposal else None,
                proposed_at=proposal.at if proposal else None,
            )
        )


def tracking_digest(tracking_code: str) -> str:
    """Return what is kept of a tracking code."""
    return hashlib.sha256(tracking_code.encode(errors="replace")).hexdigest()


def decision_of(status: str, explanation: str | None, by: _Stored, at: datetime | None) -> Decision | None:
    """Return the decision in columns of a report; None while there is none."""
    if at is None or by is None:
        return None
    return Decision(outcome=ReportOutcome(status), explanation=explanation or "", by=author_of(by), at=at)


def proposal_of(
    outcome: str | None, explanation: str | None, unpublish: bool | None, by: _Stored, person_id: str, at: datetime
) -> Proposal | None:
    """Return the proposal in columns of a report; None while there is none."""
    if outcome is None or by is None:
        return None
    return Proposal(
        outcome=ReportOutcome(outcome),
        explanation=explanation or "",
        unpublish=bool(unpublish),
        by=author_of(by),
        at=at,
        person_id=person_id,
    )


def _report_of(row: RowMapping) -> Report:
    changed_by = row["changed_by"]
    return Report(
        id=row["id"],
        activity_id=row["activity_id"],
        territory=Nis(row["territory"]) if row["territory"] else None,
        status=ReportStatus(row["status"]),
        version=row["version"],
        changed_by=author_of(changed_by) if changed_by else A_VISITOR,
        changed_at=row["changed_at"] or row["reported_at"],
        decision=decision_of(*(row[each.name] for each in DECISION)),
        proposal=proposal_of(*(row[each.name] for each in PROPOSAL)),
    )

"""Why reports on an activity were upheld, for those who look after it; never what a report says or who sent it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import FromClause, and_, or_

from domain.reports.model import ReportOutcome, ReportReason, ReportStatus, StatementOfReasons
from persistence import viewers
from persistence.tables.activities import activity
from persistence.tables.reports import report
from plans.among import among
from plans.model import Declared, ReadModel, ToMany

MOST_STATEMENTS = 20
"""Of one activity; the newest are shown."""


def _statement(table: FromClause) -> Declared:
    about = activity.alias()
    return Declared(
        {},
        table.join(about, about.c.id == table.c.activity_id),
        visible=and_(
            table.c.status == ReportStatus.UPHELD,
            or_(among(about.c.municipality, viewers.TERRITORIES), about.c.organisation_id == viewers.ORGANISATION),
        ),
    )


def statements_of_reasons() -> ToMany:
    """Return the relation from an activity to why reports on it were upheld, for those who look after it."""
    return ToMany(
        model=lambda: _STATEMENT,
        column=report.c.activity_id,
        order=(report.c.decided_at.desc(), report.c.id),
        folded=(report.c.status, report.c.reason, report.c.explanation, report.c.decided_at),
        fold=_statements,
    )


def _statements(rows: Sequence[Sequence[Any]]) -> list[StatementOfReasons]:
    return [
        StatementOfReasons(
            outcome=ReportOutcome(status), reason=ReportReason(reason), explanation=explanation, at=decided_at
        )
        for status, reason, explanation, decided_at in rows[:MOST_STATEMENTS]
    ]


_STATEMENT = ReadModel("StatementOfReasons", report, "id", _statement)

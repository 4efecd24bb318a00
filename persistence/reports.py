"""Reports by visitors, filed within a unit of work."""

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.reports.model import NewReport, ReportStatus
from persistence.tables.reports import report, reporter


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


def tracking_digest(tracking_code: str) -> str:
    """Return what is kept of a tracking code."""
    return hashlib.sha256(tracking_code.encode()).hexdigest()

"""Reports, to file and to decide on."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.reports.model import NewReport, Report


class Reports(Protocol):
    """Reports by visitors."""

    async def add(self, report: NewReport) -> None:
        """File a report."""
        ...

    async def count_since(self, activity_id: UUID, since: datetime) -> int:
        """Count the reports on an activity since a moment."""
        ...

    async def get(self, report_id: UUID) -> Report | None:
        """Return a report and keep others from changing it until this unit of work ends."""
        ...

    async def save(self, report: Report) -> None:
        """Write the state of a report that was read in this unit of work."""
        ...

"""Reports, and apart from them who sent them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, Uuid

from domain.reports.model import ReportStatus
from persistence.tables.columns import UtcDateTime, metadata

report = Table(
    "report",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("activity_id", ForeignKey("activity.id"), nullable=False),
    Column("territory", ForeignKey("municipality.nis")),
    Column("reason", String(30), nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("tracking_digest", String(64), nullable=False, unique=True),
    Index("ix_report_activity", "activity_id", "reported_at"),
)

# Open ones are few among many, and counted on every dashboard.
open_reports = Index(
    "ix_report_open",
    report.c.territory,
    sqlite_where=report.c.status == ReportStatus.OPEN,
    postgresql_where=report.c.status == ReportStatus.OPEN,
)

# A table of its own, so that no query about reports can bring the reporter along by accident.
reporter = Table(
    "reporter",
    metadata,
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("email", Text, nullable=False),
)
